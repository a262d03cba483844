"""A second opinion: every call, answer and update against aiogram's model of the API.

aiogram generates its types from the platform's pages, independently of the library under test
and of this server. It lets unknown fields pass, so those are looked for here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, get_args

import aiogram.methods
import aiogram.types
from pydantic import BaseModel, TypeAdapter, ValidationError

from .query import Query
from .wire import Json

_METHODS: dict[str, type[Any]] = {
    name.lower(): getattr(aiogram.methods, name)
    for name in aiogram.methods.__all__
    if hasattr(getattr(aiogram.methods, name), "__api_method__")
}


class Judge:
    """`complain` is told of each mismatch, in words that name the call."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._returns: dict[str, TypeAdapter[Any]] = {}

    def call(self, query: Query) -> None:
        model = _METHODS.get(query.method.lower())
        if model is None:
            self._complain(f"{query.method}: no such method")
            return
        values: Json = {**dict.fromkeys(query.files, "attach://"), **query.params}
        known = {key: _value(model, key, value) for key, value in values.items()}
        self._judge(query.method, model.model_validate, known)

    def result(self, method: str, result: object) -> None:
        model = _METHODS.get(method.lower())
        if model is None:
            return
        adapter = self._returns.get(method)
        if adapter is None:
            adapter = self._returns[method] = TypeAdapter(model.__returning__)
        self._judge(f"answer to {method}", adapter.validate_python, result)

    def update(self, update: Json) -> None:
        kind = next(key for key in update if key != "update_id")
        self._judge(f"update {kind}", aiogram.types.Update.model_validate, update)

    def _judge(self, what: str, validate: Callable[[Any], Any], value: object) -> None:
        try:
            parsed = validate(value)
        except ValidationError as error:
            for problem in error.errors():
                place = ".".join(map(str, problem["loc"]))
                self._complain(f"{what}: {place}: {problem['msg']}, got {problem['input']!r}")
            return
        for place in _unknown(parsed):
            self._complain(f"{what}: unknown field {place}")


def _value(model: type[BaseModel], key: str, value: Any) -> Any:
    """Forms carry structures as JSON text; a field that may be text is left as it is."""
    field = model.model_fields.get(key)
    if field is None or not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    if field.annotation is str or str in get_args(field.annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _unknown(value: object, place: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{place}.{key}".lstrip(".") for key in value.model_extra or ())
        for key in value.model_fields_set:
            yield from _unknown(getattr(value, key, None), f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _unknown(item, f"{place}.{number}")
