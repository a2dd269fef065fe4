"""The table of days off: what there is to say of it beyond the record."""

from core.model.schedule import CalendarDay
from ui.pages.table_view import Asked, TableView

VIEWS = (
    TableView(
        CalendarDay,
        noun="休日",
        columns=(("date", 160), ("kind", 140), ("name", 260), ("note", 300)),
        adding=(Asked("date", 150), Asked("kind", 140), Asked("name", 240)),
        empty=(
            "台帳で決めた休日はありません。土日、国民の祝日、年末年始は登録しなくても休みです。"
            "創立記念日などの休む日や、休まない日があれば、上の欄に日付を入れて「休日を追加」を押してください。"
        ),
    ),
)
