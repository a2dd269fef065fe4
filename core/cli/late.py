"""The one place where commands are loaded, when they are asked for: a short one does not wait for the long ones."""

from core.cli.arguments import Command


def command(name: str) -> Command:
    """Return the command of this name, one of core.cli.names.COMMANDS."""
    match name:
        case "new":
            from core.cli.making import NEW

            return NEW
        case "show":
            from core.cli.showing import SHOW

            return SHOW
        case "answer":
            from core.cli.answering import ANSWER

            return ANSWER
        case "split":
            from core.cli.splitting import SPLIT

            return SPLIT
        case "compare":
            from core.cli.comparing import COMPARE

            return COMPARE
        case "charge":
            from core.cli.charges.charging import CHARGE

            return CHARGE
        case "explain":
            from core.cli.charges.charging import EXPLAIN

            return EXPLAIN
        case "settle":
            from core.cli.charges.settling import SETTLE

            return SETTLE
        case "bill":
            from core.cli.charges.billing import BILL

            return BILL
        case "check":
            from core.cli.checking import CHECK

            return CHECK
        case "diff":
            from core.cli.differing import DIFF

            return DIFF
        case "log":
            from core.cli.change_log import LOG

            return LOG
        case "recover":
            from core.cli.recovering import RECOVER

            return RECOVER
        case "print":
            from core.cli.printing import PRINT

            return PRINT
        case "handout":
            from core.cli.handouts import HANDOUT

            return HANDOUT
        case "issue":
            from core.cli.exchange.issuing import ISSUE

            return ISSUE
        case "take":
            from core.cli.exchange.exchanging import TAKE

            return TAKE
        case "export":
            from core.cli.exchange.exchanging import EXPORT

            return EXPORT
        case "import":
            from core.cli.exchange.exchanging import IMPORT

            return IMPORT
        case "forms":
            from core.cli.exchange.forms import FORMS

            return FORMS
        case "take-forms":
            from core.cli.exchange.forms import TAKE_FORMS

            return TAKE_FORMS
    raise LookupError(name)
