"""`dataclass` as in the standard library, whose methods are written only for a class that is used a lot.

The program knows some four hundred classes, and a start uses a few dozen of them. Writing and compiling the methods of
all of them took two fifths of the time until a short command answered (docs/adr/0062).
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

FEW = 100
"""As many instances are made by a method that serves all classes; for more, one is written that is faster."""

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, **options):
        """Return what dataclasses.dataclass returns: the same fields, and methods that do the same.

        Of the options `frozen`, `slots`, `eq` and `kw_only` are heeded.
        """
        return _lean(cls, **options) if cls is not None else lambda found: _lean(found, **options)


def _lean(found: type, *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False) -> Any:
    """Return the class with its fields and with methods that read the fields when they are called."""
    cls: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(found)
    own = vars(cls)
    cls.__init__ = _init_of(cls, frozen=frozen)
    if "__repr__" not in own:
        cls.__repr__ = _repr
    if frozen:
        cls.__setattr__, cls.__delattr__ = _set, _delete
        if slots:
            cls.__getstate__, cls.__setstate__ = _state, _restore
    if eq and "__eq__" not in own:
        cls.__eq__ = _equal
        if "__hash__" not in own:
            cls.__hash__ = _hash if frozen else None
    return cls


def _init_of(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """Return an __init__ that serves FEW instances and then has the standard library write its own."""
    names: dict[str, None] = {}
    positional: tuple[str, ...] = ()
    defaults: dict[str, Any] = {}
    left = FEW
    after, put = getattr(cls, "__post_init__", None), object.__setattr__

    def init(self: Any, *args: Any, **named: Any) -> None:
        nonlocal names, positional, defaults, left
        if left == FEW:
            fields = dataclasses.fields(cls)
            names = dict.fromkeys(field.name for field in fields)
            positional = tuple(field.name for field in fields if not field.kw_only)
            defaults = {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
        left -= 1
        values = dict(zip(positional, args, strict=False)) | named
        is_plain = len(values) == len(args) + len(named)
        if len(values) < len(names):
            values = defaults | values
        # What is wrong with the call, and what makes a default anew for each, the written method knows.
        if left < 0 or not is_plain or values.keys() != names.keys():
            if vars(cls)["__init__"] is init:
                cls.__init__ = _written(cls, frozen=frozen)
            cls.__init__(self, *args, **named)
            return
        for name, value in values.items():
            put(self, name, value)
        if after is not None:
            after(self)

    return init


def _written(cls: Any, *, frozen: bool) -> Any:
    """Return the __init__ that the standard library writes for the fields of `cls`."""
    after = getattr(cls, "__post_init__", None)
    made: Any = dataclasses.make_dataclass(
        cls.__name__,
        [(field.name, field.type, field) for field in dataclasses.fields(cls)],
        namespace={"__post_init__": after} if after else {},
        repr=False,
        eq=False,
        frozen=frozen,
    )
    return made.__init__


def _equal(self: Any, other: object) -> Any:
    _compare_by_fields(type(self))
    return self == other


def _hash(self: Any) -> int:
    _compare_by_fields(type(self))
    return hash(self)


def _compare_by_fields(cls: Any) -> None:
    """Give a class, when it is first asked, what compares its instances by their fields; its own methods stay."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    read: Callable[[object], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: object) -> Any:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    def hash_of(self: Any) -> int:
        return hash(read(self))

    if cls.__eq__ is _equal:
        cls.__eq__ = equal
    if cls.__hash__ is _hash:
        cls.__hash__ = hash_of


def _repr(self: Any) -> str:
    told = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
