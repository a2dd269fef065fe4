"""`dataclass` as in the standard library, whose methods are written only for a class that is used a lot.

The program knows some six hundred classes, and a start uses a few dozen of them. Writing and compiling the methods of
all of them took two fifths of the time until a short command answered (docs/adr/0062), looking at each for what hardly
any has another tenth (docs/adr/0090).
"""

import dataclasses
from collections.abc import Callable
from dataclasses import KW_ONLY, MISSING, Field, InitVar
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar, get_origin

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
    fields = _fields_of(found, kw_only=kw_only) if slots else None
    if fields is not None:
        cls: Any = _with_slots(found, fields, frozen=frozen, eq=eq)
    else:
        cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(found)
        for name, method in _methods(vars(cls), frozen=frozen, slots=slots, eq=eq).items():
            setattr(cls, name, method)
    cls.__init__ = _init_of(cls, frozen=frozen)
    return cls


def _methods(own: Any, *, frozen: bool, slots: bool, eq: bool) -> dict[str, Any]:
    """Return the methods but for __init__ of a class that has what is in `own` itself."""
    methods: dict[str, Any] = {}
    if "__repr__" not in own:
        methods["__repr__"] = _repr
    if frozen:
        methods["__setattr__"], methods["__delattr__"] = _set, _delete
        if slots:
            methods["__getstate__"], methods["__setstate__"] = _state, _restore
    if eq and "__eq__" not in own:
        methods["__eq__"] = _equal
        if "__hash__" not in own:
            methods["__hash__"] = _hash if frozen else None
    return methods


@dataclasses.dataclass(init=False, repr=False, eq=False)
class _Example:
    """Has what the standard library leaves in a class and in a field for its other functions."""

    field: int = 0


_PARAMS = vars(_Example)["__dataclass_params__"]
_example: Any = dataclasses.fields(_Example)[0]
_IS_FIELD = _example._field_type


def _fields_of(found: type, *, kw_only: bool) -> dict[str, Any] | None:
    """Return the fields of a class and of those it comes from; None where the standard library has to look."""
    own = vars(found)
    if "__annotations__" not in own:
        return None
    fields: dict[str, Any] = {}
    for base in found.__mro__[-1:0:-1]:
        fields |= vars(base).get("__dataclass_fields__", {})
    for name, kind in own["__annotations__"].items():
        if isinstance(kind, str):
            if "Var" in kind or "KW_ONLY" in kind:
                return None
        elif kind is KW_ONLY or kind is InitVar or isinstance(kind, InitVar):
            return None
        elif kind is ClassVar or get_origin(kind) is ClassVar:
            continue
        field: Any = getattr(found, name, MISSING)
        if not isinstance(field, Field):
            # What a base has a slot for has no default.
            field = dataclasses.field(default=MISSING if isinstance(field, MemberDescriptorType) else field)
        if field.default.__class__.__hash__ is None:
            raise ValueError(f"mutable default {type(field.default)} for field {name} is not allowed")
        field.name, field.type, field._field_type = name, kind, _IS_FIELD
        if field.kw_only is MISSING:
            field.kw_only = kw_only
        fields[name] = field
    return fields


def _with_slots(found: type, fields: dict[str, Any], *, frozen: bool, eq: bool) -> type:
    """Return the class once more, with slots for its fields: they cannot be given to one that is there."""
    own = dict(vars(found))
    for name in ("__dict__", "__weakref__", *fields):
        own.pop(name, None)
    taken = {name for base in found.__mro__[1:-1] for name in vars(base).get("__slots__", ())}
    own["__slots__"] = tuple([name for name in fields if name not in taken])
    own["__dataclass_fields__"], own["__dataclass_params__"] = fields, _PARAMS
    own.setdefault("__match_args__", tuple([name for name, one in fields.items() if one.init and not one.kw_only]))
    made: Any = type(found)(found.__name__, found.__bases__, own | _methods(own, frozen=frozen, slots=True, eq=eq))
    made.__qualname__ = found.__qualname__
    return made  # type: ignore[no-any-return]


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
            defaults = {field.name: field.default for field in fields if field.default is not MISSING}
        left -= 1
        if len(args) == len(names) == len(positional) and not named and left >= 0:
            for name, value in zip(names, args, strict=True):
                put(self, name, value)
        else:
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
    """Return an __init__ as the standard library writes it for the fields of `cls`."""
    fields = dataclasses.fields(cls)
    if any(field.default_factory is not MISSING or not field.init for field in fields):
        return _written_there(cls, frozen=frozen)
    names: dict[str, Any] = {"_put": object.__setattr__}
    asked, lines = ["_self"], []
    for field in sorted(fields, key=lambda field: bool(field.kw_only)):
        if field.kw_only and "*" not in asked:
            asked.append("*")
        asked.append(field.name if field.default is MISSING else f"{field.name}=_default_{field.name}")
        names[f"_default_{field.name}"] = field.default
        set_it = f"_put(_self, '{field.name}', {field.name})" if frozen else f"_self.{field.name} = {field.name}"
        lines.append(f"    {set_it}\n")
    if hasattr(cls, "__post_init__"):
        lines.append("    _self.__post_init__()\n")
    exec(f"def __init__({', '.join(asked)}):\n{''.join(lines) or '    pass'}", names)
    return names["__init__"]


def _written_there(cls: Any, *, frozen: bool) -> Any:
    """Return the __init__ that the standard library itself writes."""
    after = getattr(cls, "__post_init__", None)
    # With a docstring it does not compose one of the signature, which takes longer than all the rest.
    made: Any = dataclasses.make_dataclass(
        cls.__name__,
        [(field.name, field.type, field) for field in dataclasses.fields(cls)],
        namespace={"__doc__": cls.__name__, **({"__post_init__": after} if after else {})},
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
