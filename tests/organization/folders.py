"""A county folder to read, and to spoil."""

from pathlib import Path

import pytest

from bot.organization import CountyTrouble, read_county

UNITS = """\
名称,类型,支部类型,上级,所在地,纬度,经度
河湾村党支部,党支部,村,石桥镇党委,石桥镇,27.619,113.88
石桥镇党委,党委,,,,,
驻深圳党总支,党总支,,石桥镇党委,深圳,,
驻深圳流动党支部,党支部,流动,驻深圳党总支,深圳,22.5561,113.8846
"""
MEMBERS = """\
姓名,支部,党员类别,电话
李春生,河湾村党支部,正式党员,19900001234
李婷,河湾村党支部,预备党员,
"""
HEADERS = UNITS.splitlines()[0]
TOWN = "石桥镇党委,党委,,,,,"
ID_NUMBER = "110101190001011234"


def written(
    folder: Path, units: str | bytes | None = UNITS, members: str | bytes | None = MEMBERS
) -> Path:
    for name, content in (("units.csv", units), ("members.csv", members)):
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
    return folder


def trouble(
    folder: Path, units: str | bytes | None = UNITS, members: str | bytes | None = MEMBERS
) -> CountyTrouble:
    with pytest.raises(CountyTrouble) as caught:
        read_county(written(folder, units, members))
    told = caught.value
    words = told.text.message.format(**told.text.values)
    assert told.file in words
    assert told.line is None or f"line {told.line}:" in words
    return told
