"""The tables of costs and scenarios as SQL; core/storage/migrations.py creates them."""

# As in migrations.py: no id is used again, references are checked at the end, nothing goes with what it belongs to.
COMPARISON_TABLES_1 = (
    """
    CREATE TABLE cost_lines (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        category TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('initial', 'running')),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        scope TEXT NOT NULL CHECK (scope IN ('in_scope', 'black_box', 'not_unified', 'not_shared')),
        rule TEXT,
        borne_by_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
        exchange_rate TEXT,
        position INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE cost_amounts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cost_line_id INTEGER NOT NULL REFERENCES cost_lines (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1900 AND 2999),
        amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 999999999999999),
        UNIQUE (cost_line_id, fiscal_year)
    ) STRICT
    """,
    """
    CREATE TABLE current_costs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER CHECK (fiscal_year BETWEEN 1900 AND 2999),
        category TEXT NOT NULL,
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE penalties (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        contract_ends_on TEXT CHECK (contract_ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE out_of_scope_costs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('in_scope', 'black_box', 'not_unified', 'not_shared')),
        kind TEXT NOT NULL CHECK (kind IN ('initial', 'running')),
        fiscal_year INTEGER CHECK (fiscal_year BETWEEN 1900 AND 2999),
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE tax_rates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        start_date TEXT NOT NULL UNIQUE CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100)
    ) STRICT
    """,
    """
    CREATE TABLE scenarios (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        position INTEGER NOT NULL,
        rule TEXT,
        guarantee_percent TEXT CHECK (guarantee_percent GLOB '[0-9]*'),
        redistribution TEXT NOT NULL CHECK (redistribution IN ('population', 'rule', 'current', 'headroom')),
        penalties TEXT NOT NULL CHECK (penalties IN ('outside', 'inside')),
        fee_yen INTEGER CHECK (fee_yen BETWEEN 0 AND 999999999999999),
        population_date TEXT CHECK (population_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        tax_mode TEXT CHECK (tax_mode IN ('exclusive', 'inclusive')),
        first_fiscal_year INTEGER CHECK (first_fiscal_year BETWEEN 1900 AND 2999),
        years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
        instalment TEXT NOT NULL CHECK (instalment IN ('first', 'last')),
        partial_term TEXT NOT NULL CHECK (partial_term IN ('months', 'years')),
        undecided_as TEXT NOT NULL CHECK (undecided_as IN ('yes', 'no')),
        display_unit TEXT NOT NULL CHECK (display_unit IN ('yen', 'thousand', 'million', 'oku')),
        display_digits INTEGER NOT NULL CHECK (display_digits BETWEEN 0 AND 8),
        rate_from TEXT NOT NULL CHECK (rate_from IN ('yen', 'unit')),
        adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
        adopted_on TEXT CHECK (adopted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        adopted_by TEXT NOT NULL,
        fixed_sheet_id INTEGER REFERENCES fixed_sheets (id) DEFERRABLE INITIALLY DEFERRED,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE scenario_members (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scenario_id INTEGER NOT NULL REFERENCES scenarios (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        included INTEGER NOT NULL CHECK (included IN (0, 1)),
        UNIQUE (scenario_id, municipality_id)
    ) STRICT
    """,
    "CREATE INDEX cost_lines_system ON cost_lines (system_id)",
    "CREATE INDEX cost_lines_borne_by ON cost_lines (borne_by_id)",
    "CREATE INDEX current_costs_municipality ON current_costs (municipality_id)",
    "CREATE INDEX penalties_municipality ON penalties (municipality_id)",
    "CREATE INDEX out_of_scope_costs_municipality ON out_of_scope_costs (municipality_id)",
    "CREATE INDEX scenarios_fixed_sheet ON scenarios (fixed_sheet_id)",
    "CREATE INDEX scenario_members_municipality ON scenario_members (municipality_id)",
)
