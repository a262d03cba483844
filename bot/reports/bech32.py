"""Bech32, as age writes its keys with it. https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki"""

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """`data` under a lower-case prefix."""
    groups = _regroup(data, 8, 5)
    checked = _polymod([*_expanded(prefix), *groups, *[0] * 6]) ^ 1
    groups += [(checked >> 5 * (5 - at)) & 31 for at in range(6)]
    return f"{prefix}1{''.join(_LETTERS[group] for group in groups)}"


def decode(prefix: str, written: str) -> bytes:
    """What was encoded under `prefix`; raise `ValueError` for anything else."""
    start, _, letters = written.rpartition("1")
    if start != prefix or len(letters) < 6 or set(letters) - set(_LETTERS):
        raise ValueError("not written in bech32")
    groups = [_LETTERS.index(letter) for letter in letters]
    if _polymod([*_expanded(prefix), *groups]) != 1:
        raise ValueError("a letter is wrong")
    bits = len(groups[:-6]) * 5
    data = _regroup(groups[:-6], 5, 8)
    if encode(prefix, bytes(data[: bits // 8])) != written:
        raise ValueError("bits are left over")
    return bytes(data[: bits // 8])


def _regroup(values: bytes | list[int], size: int, wanted: int) -> list[int]:
    """The same bits in groups of another size, zeros filling the last one."""
    whole = "".join(f"{value:0{size}b}" for value in values)
    whole += "0" * (-len(whole) % wanted)
    return [int(whole[at : at + wanted], 2) for at in range(0, len(whole), wanted)]


def _expanded(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [*[code >> 5 for code in codes], 0, *[code & 31 for code in codes]]


def _polymod(values: list[int]) -> int:
    checked = 1
    for value in values:
        top = checked >> 25
        checked = (checked & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            checked ^= generator if top >> at & 1 else 0
    return checked
