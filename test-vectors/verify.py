#!/usr/bin/env python3
"""Verifies Claviger license documents by nothing but this file and the standard library.

    python3 verify.py FILE.json...      judge every vector in these files and compare the verdicts

Written from docs/license-documents.md, to prove that the page says all there is to know. Ed25519 is the arithmetic of
RFC 8032: slow, and enough for one document.
"""

import base64
import hashlib
import json
import re
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# Ed25519 (RFC 8032, 5.1)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
I = pow(2, (P - 1) // 4, P)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def same(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def point_in(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


BASE = point_in((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    key, commitment = point_in(public_key), point_in(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    return same(times(s, BASE), add(commitment, times(h, key)))


# Texts


def unpacked(text):
    """base64url without padding; None when it is not written in the one way there is."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        return None
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return raw if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text else None


class Twice(Exception):
    pass


def once(pairs):
    """RFC 8259 leaves open what a name means that stands twice; here it means nothing."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise Twice
    return dict(pairs)


def json_in(part):
    raw = unpacked(part)
    try:
        return None if raw is None else json.loads(raw.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, Twice):
        return None


BEGINNING = "eyJhbGciOiJFZERTQSIs"
ADDED = re.compile(
    r"""=\r?\n|\s*\n[ \t]*>[> \t]*|\\[nrt]|<br ?/?>|[\s\u00a0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\ufeff"'`“”„‟«»‘’‚]+""",
    re.IGNORECASE,
)


def found_in(text):
    """The three parts of the document in a text, or the reason why there are none."""
    if len(text) > 65536:
        return "too-long"
    spaced = ADDED.sub(" ", text)
    whole = spaced.replace(" ", "")
    start = whole.find(BEGINNING)
    if not whole:
        return "empty"
    if start < 0:
        return "no-code"
    # Where the text itself was wrapped, its letters belong together; what follows the last one does not.
    parts = re.match(r"([\w-]+)(.?)([\w-]*)(.?)([\w-]{0,86})(.?)", whole[start:], re.ASCII | re.DOTALL)
    header, dot, payload, second_dot, signature, next_sign = parts.groups()
    if dot != "." or second_dot != ".":
        return "changed-text" if (dot not in ("", ".") or second_dot not in ("", ".")) else "cut-short"
    if len(signature) < 86:
        return "changed-text" if next_sign else "cut-short"
    hanging = re.search(r"\s*".join(re.escape(letter) for letter in signature) + r"(.?)", spaced, re.DOTALL)
    if hanging and re.fullmatch(r"[\w-]", hanging.group(1), re.ASCII):
        return "changed-text"
    return header, payload, signature


# Documents


def statement_in(jws, roots):
    """The key this root has signed for and since when, or the reason why not."""
    parts = jws.split(".")
    header = json_in(parts[0]) if len(parts) == 3 else None
    payload = json_in(parts[1]) if len(parts) == 3 else None
    signature = unpacked(parts[2]) if len(parts) == 3 else None
    if not isinstance(header, dict) or set(header) != {"alg", "typ", "kid"} or not signature or len(signature) != 64:
        return "tampered", "statement"
    if header["alg"] != "EdDSA" or header["typ"] != "claviger-key":
        return "tampered", "statement"
    root = next((key for key in roots if key[:8] == header["kid"]), None)
    if root is None:
        return "update-the-application", "unknown-root"
    if not isinstance(payload, dict) or len(unpacked(payload.get("x", "")) or b"") != 32:
        return "tampered", "statement"
    if not is_signed(unpacked(root), f"{parts[0]}.{parts[1]}".encode(), signature):
        return "tampered", "statement"
    return payload["x"], payload["iat"]


def retired_in(notice, roots):
    """Since when which keys count no more; a notice that is not the root's says nothing."""
    parts = (notice or "").split(".")
    header = json_in(parts[0]) if len(parts) == 3 else None
    signature = unpacked(parts[2]) if len(parts) == 3 else None
    if not isinstance(header, dict) or header.get("typ") != "claviger-retired" or not signature:
        return {}
    root = next((key for key in roots if key[:8] == header.get("kid")), None)
    if root is None or not is_signed(unpacked(root), f"{parts[0]}.{parts[1]}".encode(), signature):
        return {}
    return json_in(parts[1])["keys"]


def verdict_of(text, asked):
    """What a product has to conclude, with its facts."""
    found = found_in(text)
    if isinstance(found, str):
        return {"kind": "unreadable", "reason": found}
    head = json_in(found[0])
    if not isinstance(head, dict) or head.get("alg") != "EdDSA" or not isinstance(head.get("typ"), str):
        return {"kind": "tampered", "reason": "header"}
    if re.fullmatch(r"claviger-license-\d+", head["typ"]):
        return {"kind": "update-the-application", "reason": "newer-format"}
    if head["typ"] != "claviger-license" or set(head) != {"alg", "typ", "kid", "key"}:
        return {"kind": "tampered", "reason": "header"}
    return verdict_by_keys(found, head, asked)


def verdict_by_keys(found, head, asked):
    key, made_at = statement_in(head["key"], asked["rootKeys"])
    if key in ("tampered", "update-the-application"):
        return {"kind": key, "reason": made_at}
    if key[:8] != head["kid"]:
        return {"kind": "tampered", "reason": "key-mismatch"}
    signature = unpacked(found[2])
    if signature is None:
        return {"kind": "tampered", "reason": "encoding"}
    said = json_in(found[1])
    if is_known(said) and said["iat"] < made_at:
        return {"kind": "tampered", "reason": "older-than-its-key"}
    if not is_signed(unpacked(key), f"{found[0]}.{found[1]}".encode(), signature):
        return {"kind": "tampered", "reason": "signature"}
    if not is_known(said):
        return {"kind": "update-the-application", "reason": "newer-format"}
    return judged(said, asked, retired_in(asked.get("retired"), asked["rootKeys"]).get(head["kid"]))


# Judgement


def is_known(said):
    """Whether this says what this version can read: other fields may be there, these must."""
    return (
        isinstance(said, dict)
        and said.get("k") in (None, "on")
        and all(isinstance(said.get(name), str) and said[name] for name in ("lic", "o", "u", "t", "z"))
        and all(isinstance(said.get(name), int) for name in ("no", "iat"))
        and isinstance(said.get("d"), list)
        and isinstance(said.get("p"), list)
        and len(said["p"]) > 0
    )


def judged(said, asked, retired_at):
    now = datetime.fromisoformat(asked["now"].replace("Z", "+00:00"))
    holder = {
        "licenseId": said["lic"],
        "licensee": said["o"],
        "person": said["u"],
        "title": said["t"],
        "document": "online" if "k" in said else "offline",
    }
    if "end" in said:
        at, why, by = said["end"]
        return {**holder, "kind": "revoked", "reason": why, "at": at, "by": by}
    if retired_at is not None and now.timestamp() >= retired_at:
        return {**holder, "kind": "revoked", "reason": "key-retired", "at": retired_at}
    if now.timestamp() < said["iat"] - 86400:
        return {**holder, "kind": "not-yet", "issuedAt": said["iat"]}
    row = next((row for row in said["p"] if row[0] == asked["product"]), None)
    if row is None:
        codes = [row[0] for row in said["p"]]
        return {**holder, "kind": "other-product", "product": asked["product"], "licensed": codes}
    return {**holder, **judged_span(said, row, asked, now)}


def judged_span(said, row, asked, now):
    code, paid, fallback, release = (row + [None, None])[:4]
    grace, _, offline_days = said["d"]
    paid_up_to = date.fromisoformat(paid)
    until = paid_up_to + timedelta(days=grace)
    today = day_in(now, said["z"])
    span = {"product": code, "paidUpTo": str(paid_up_to), "until": str(until)}
    if fallback:
        span["kept"] = (
            {"by": "release", "release": release} if release else {"by": "date", "releasedThrough": fallback}
        )
    unchecked = "k" in said and now.timestamp() > said["iat"] + offline_days * 86400
    if today <= until and not unchecked:
        kind, last = ("valid", paid_up_to) if today <= paid_up_to else ("grace", until)
        return {**span, "kind": kind, "daysLeft": (last - today).days + 1}
    ended = "not-checked" if unchecked else "ended"
    if fallback and is_kept(fallback, release, asked):
        return {**span, "kind": "fallback", "reason": ended}
    return {**span, "kind": "expired", "reason": "newer-than-kept" if fallback and ended == "ended" else ended}


def is_kept(fallback, release, asked):
    """A named release decides by number; otherwise the day this release came out does."""
    if release is None:
        return asked.get("releasedOn") is not None and asked["releasedOn"] <= fallback
    line = re.fullmatch(r"v?(\d{1,6})(?:\.(\d{1,6}))?(?:[.+-][\w.+-]*)?", asked.get("release", "").strip(), re.I)
    if line is None:
        return False
    return (int(line[1]), int(line[2] or 0)) <= tuple(int(number) for number in release.split("."))


def day_in(now, zone):
    """The day it is there; a zone nobody knows ends its days latest."""
    try:
        return now.astimezone(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OSError):
        return now.astimezone(timezone(timedelta(hours=-12))).date()


def main(paths):
    vectors = [vector for path in paths for vector in json.load(open(path, encoding="utf-8"))["vectors"]]
    wrong = 0
    for vector in vectors:
        verdict = verdict_of(vector["text"], vector["asked"])
        if any(verdict.get(name) != fact for name, fact in vector["verdict"].items()):
            wrong += 1
            print(f"{vector['name']}: {verdict} instead of {vector['verdict']}")
    print(f"{len(vectors) - wrong} of {len(vectors)} vectors as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
