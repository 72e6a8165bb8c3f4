#!/usr/bin/env python3
"""Check Waterwall evidence with nothing but Python's standard library.

    python3 verify.py waterwall-evidence-….tar.gz --pubkey KEY
    python3 verify.py receipt.json                --pubkey KEY
    python3 verify.py log.jsonl --checkpoint FILE --pubkey KEY

KEY is a vkey, or a file that holds a vkey or a PEM public key. Take it from
the operator by a way that the sender of the evidence cannot touch, never from
the bundle itself.

Exit status: 0 verified, 1 the evidence is wrong, 2 it could not be checked,
3 nothing is wrong, but it proves less than it could (`weaker=`): `gap`, the
operator declared a loss; `policy`, the text of rules did not come along.
Nothing is written, nothing is extracted, nothing is fetched.
"""

import base64
import binascii
import hashlib
import json
import os
import re
import stat
import struct
import sys
import zlib


class Wrong(Exception):
    """The evidence is not what it says."""

    def __init__(self, code, message, seq=None):
        super().__init__(message)
        self.code, self.seq = code, seq


class Unusable(Exception):
    """There is nothing to check, or nothing to check it with."""


# Ed25519, as strict as any verifier (RFC 8032 without cofactor) ---------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, p):
    result = IDENTITY
    while n:
        if n & 1:
            result = add(result, p)
        p = add(p, p)
        n >>= 1
    return result


def is_identity(p):
    return p[0] % P == 0 and (p[1] - p[2]) % P == 0


def decode_point(data):
    """The point, or None if there is none or it is written a second way."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def encode_point(p):
    z = pow(p[2], P - 2, P)
    x, y = p[0] * z % P, p[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    """Whether the key signed the message. Weak keys and signatures never do."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = decode_point(key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    if is_identity(times(8, a)) or is_identity(times(8, r)):
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    k = int.from_bytes(digest, "little") % L
    minus_a = (P - a[0], a[1], a[2], P - a[3])
    return encode_point(add(times(s, BASE), times(k, minus_a))) == signature[:32]


# Keys and notes (https://c2sp.org/signed-note) --------------------------------


def decode_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


class Key:
    """A public key under the name of a log."""

    def __init__(self, name, public):
        self.name, self.public = name, public
        text = name.encode() + b"\n\x01" + public
        self.id = hashlib.sha256(text).digest()[:4]

    def vkey(self):
        key = base64.b64encode(b"\x01" + self.public).decode()
        return "%s+%s+%s" % (self.name, self.id.hex(), key)


def parse_vkey(text):
    name, _, rest = text.partition("+")
    _, _, encoded = rest.partition("+")
    data = decode_base64(encoded)
    if data is None or len(data) != 33 or data[0] != 1:
        return None
    key = Key(name, data[1:])
    return key if key.vkey() == text else None


SPKI = bytes.fromhex("302a300506032b6570032100")


def pem_of(public):
    body = base64.b64encode(SPKI + public).decode()
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % body


def read_pin(argument):
    """What --pubkey names: the public key, and its origin if it has one."""
    if parse_vkey(argument.strip()):
        text = argument
    else:
        text = read_small(argument, 16384).decode("utf-8", "replace")
    if "PRIVATE KEY" in text:
        raise Unusable("that is a private key; a verifier needs the public one")
    key = parse_vkey(text.strip())
    if key:
        return key.public, key.name
    match = re.fullmatch(
        "-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=]+)\\s+"
        "-----END PUBLIC KEY-----", text.strip())
    der = decode_base64(match.group(1)) if match else None
    if der is None or der[:-32] != SPKI:
        raise Unusable("the public key is neither a vkey nor an Ed25519 PEM")
    return der[-32:], None


CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
SIGNATURE = re.compile("— ([^\\s+]+) ([A-Za-z0-9+/=]+)")


def parse_note(note, what):
    """The signed text and its lines of (name, key id, signature)."""
    head, gap, tail = note.rpartition("\n\n")
    if not gap or not note.endswith("\n") or CONTROL.search(note):
        raise Wrong("note", "%s is not a signed note" % what)
    signatures = []
    for line in tail[:-1].split("\n"):
        match = SIGNATURE.fullmatch(line)
        data = decode_base64(match.group(2)) if match else None
        if data is None or len(data) < 5:
            raise Wrong("note", "%s has a bad signature line" % what)
        signatures.append((match.group(1), data[:4], data[4:]))
    if len(signatures) > 100:
        raise Wrong("note", "%s has too many signatures" % what)
    return head + "\n", signatures


def check_note(note, key, what, seq=None):
    text, signatures = parse_note(note, what)
    lines = [s for name, key_id, s in signatures
             if name == key.name and key_id == key.id]
    if not lines:
        raise Wrong("key-unknown", "%s is not signed by the key" % what, seq)
    if not all(signed(key.public, text.encode(), line) for line in lines):
        raise Wrong("signature", "the signature of %s is wrong" % what, seq)


ORIGIN = re.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9._-]+)+")
CHECKPOINT = re.compile(
    "([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n")


def parse_checkpoint(note, what):
    """Origin, size and root that a checkpoint states."""
    text, _ = parse_note(note, what)
    match = CHECKPOINT.fullmatch(text)
    root = decode_base64(match.group(3)) if match else None
    if root is None or not ORIGIN.fullmatch(match.group(1)):
        raise Wrong("note", "%s is not a checkpoint" % what)
    return match.group(1), int(match.group(2)), root


# The Merkle tree (RFC 6962 section 2.1) ---------------------------------------


def leaf_hash(line):
    return hashlib.sha256(b"\0" + line).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    def __init__(self, size=0, nodes=()):
        if bin(size).count("1") != len(nodes):
            raise Wrong("size", "the frontier does not fit its size")
        self.size, self.nodes = size, list(nodes)

    def push(self, node):
        size = self.size
        while size & 1:
            node = node_hash(self.nodes.pop(), node)
            size >>= 1
        self.nodes.append(node)
        self.size += 1

    def root(self):
        if not self.nodes:
            return hashlib.sha256().digest()
        root = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            root = node_hash(left, root)
        return root


def root_from_proof(index, size, node, proof):
    """The root that an inclusion proof leads to, or None (RFC 9162, 2.1.3.2)."""
    if index >= size:
        return None
    last = size - 1
    for sibling in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            node = node_hash(sibling, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        index, last = index >> 1, last >> 1
    return node if last == 0 else None


# Records ----------------------------------------------------------------------

NO_POLICY = "0" * 64
HASH, NAME = re.compile("[0-9a-f]{64}"), re.compile("[!-~]{1,128}")
TEXT = re.compile("[^\x00-\x1f\x7f]{1,512}")
KIND, TAG = re.compile("[A-Z0-9_]{1,32}"), re.compile("[0-9a-f]{16}")
KEY_ID, ANY = re.compile("[0-9a-f]{8}"), re.compile(".*", re.S)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.A)
COUNT, FLAG = "count", "flag"
OF_REQUEST = {"request": NAME, "session": NAME, "host": NAME}
OF_ALL = {"v": COUNT, "seq": COUNT, "prev_hash": HASH, "ts": TIME, "type": ANY}


def words(*allowed):
    return re.compile("|".join(allowed))


SCHEMA = {
    "genesis": {"origin": ANY, "key": ANY, "tool": TEXT},
    "start": {"tool": TEXT, "policy": HASH, "resumed": COUNT},
    "stop": {"reason": TEXT},
    "redaction": dict(OF_REQUEST, direction=words("outbound"), policy=HASH,
                      items=[{"kind": KIND, "tag": TAG}]),
    "restoration": dict(OF_REQUEST, final=FLAG, restored=COUNT, unknown=COUNT,
                        policy=HASH),
    "block": dict(OF_REQUEST, reason=words(
        "killswitch", "audit", "config", "policy", "body", "leak", "host",
        "exfiltration", "internal")),
    "killswitch": {"state": words("armed", "clear"),
                   "source": words("config", "sigusr1", "sentinel", "http")},
    "policy": {"old": HASH, "new": HASH, "patterns": COUNT},
    "session": {"session": NAME, "first": COUNT, "last": COUNT,
                "requests": COUNT, "redactions": COUNT, "restorations": COUNT,
                "blocked": COUNT, "unknown": COUNT, "kinds": {KIND: COUNT},
                "controls": [TEXT], "catalogue": HASH},
    "checkpoint": {"note": ANY},
    "key": {"vkey": ANY, "reason": words("scheduled", "compromise"),
            "retire": KEY_ID},
    "anchor": {"size": COUNT, "kind": words("witness", "rfc3161", "command"),
               "name": TEXT, "sha256": HASH},
    "seal": {"size": COUNT, "frontier": [HASH]},
    "recovery": {"offset": COUNT, "bytes": COUNT, "sha256": HASH,
                 "cause": words("tail", "segment", "loss")},
    "gap": {"note": ANY, "reason": TEXT},
    "export": {"sha256": HASH, "from": COUNT, "to": COUNT},
}
OPTIONAL = {"genesis": {"catalogue": HASH}, "policy": {"catalogue": HASH}}


def fits(value, shape, optional=()):
    if shape is COUNT:
        return type(value) is int and 0 <= value < 2**53
    if shape is FLAG:
        return type(value) is bool
    if isinstance(shape, re.Pattern):
        return type(value) is str and bool(shape.fullmatch(value))
    if isinstance(shape, list):
        return type(value) is list and all(fits(v, shape[0]) for v in value)
    if type(value) is not dict:
        return False
    if KIND in shape:
        return all(KIND.fullmatch(k) and fits(v, COUNT)
                   for k, v in value.items())
    return set(shape) <= set(value) <= set(shape) | set(optional) and all(
        fits(v, shape[k] if k in shape else optional[k])
        for k, v in value.items())


def no_floats(_):
    raise ValueError("a number that is no count")


def parse_record(line, seq):
    """The record that a line is, if it is written in the one right way."""
    if not 2 <= len(line) <= 65535:
        raise Wrong("limit", "a line is too short or too long", seq)
    try:
        value = json.loads(line.decode("utf-8"), parse_float=no_floats,
                           parse_constant=no_floats)
    except UnicodeDecodeError:
        raise Wrong("bad-utf8", "a line is not UTF-8", seq) from None
    except (ValueError, RecursionError):
        raise Wrong("bad-json", "a line is not JSON", seq) from None
    try:
        again = json.dumps(value, ensure_ascii=False, sort_keys=True,
                           separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        again = None
    if again != line:
        raise Wrong("not-canonical", "a line is not in canonical form", seq)
    kind = value.get("type") if type(value) is dict else None
    if type(kind) is not str or kind not in SCHEMA:
        raise Wrong("schema", "a record is of no known type", seq)
    shape = dict(OF_ALL, **SCHEMA[kind])
    if not fits(value, shape, OPTIONAL.get(kind, {})) or value["v"] != 1:
        raise Wrong("schema", "a record does not have its fields", seq)
    return value


# A log ------------------------------------------------------------------------


class Log:
    """Follows a log line by line, with a logarithm of its size in memory."""

    def __init__(self, pin, tree=None, origin=None):
        self.pinned, self.origin = pin[0], origin or pin[1]
        self.tree = tree or Tree()
        self.start = self.tree.size
        self.prev, self.ts, self.key, self.next_key = None, "", None, None
        self.keys, self.expected, self.first_note = set(), {}, None
        self.redactions, self.session_records = 0, 0
        self.sessions, self.recounted, self.policies = {}, 0, set()
        self.first_ts, self.recounts, self.has_gap = None, False, False

    def line(self, line):
        seq = self.tree.size
        record = parse_record(line, seq)
        if record["seq"] != seq:
            raise Wrong("seq", "a record is missing, doubled or moved", seq)
        if record["prev_hash"] != (self.prev or record["prev_hash"]):
            raise Wrong("prev-hash", "a record does not follow the last", seq)
        if seq == 0 and record["prev_hash"] != "0" * 64:
            raise Wrong("prev-hash", "the first record follows something", seq)
        if record["ts"] < self.ts:
            raise Wrong("ts", "time runs backwards", seq)
        if (record["type"] == "genesis") != (seq == 0):
            raise Wrong("schema", "the first record, and no other, is genesis",
                        seq)
        self.meaning(record, seq)
        self.ts = record["ts"]
        self.first_ts = self.first_ts or self.ts
        leaf = leaf_hash(line)
        self.prev = leaf.hex()
        self.tree.push(leaf)
        wanted = self.expected.get(seq + 1)
        if wanted is not None and wanted != self.tree.root():
            raise Wrong("fork", "an anchor is of other records", seq)

    def weaker(self):
        return ["gap"] if self.has_gap else []

    def expect(self, notes):
        """Roots that the log must have at some sizes."""
        self.expected = dict(notes)

    def meaning(self, record, seq):
        kind = record["type"]
        if kind == "genesis":
            key = parse_vkey(record["key"])
            if key is None or key.name != record["origin"]:
                raise Wrong("schema", "the first record names no key", seq)
            if self.origin not in (None, key.name):
                raise Wrong("origin", "it is another log: " + key.name, seq)
            self.origin = key.name
            self.take(key)
        elif kind == "key":
            self.next_key = parse_vkey(record["vkey"])
            if self.next_key is None or self.next_key.name != self.origin:
                raise Wrong("schema", "a rotation names no key", seq)
            if self.key and record["retire"] != self.key.id.hex():
                raise Wrong("key-epoch", "a key is retired that was not in use",
                            seq)
        elif kind == "checkpoint":
            self.checkpoint(record["note"], seq)
        elif kind == "start":
            self.sessions.clear()
        elif kind == "gap":
            self.has_gap = True
        if kind in ("redaction", "restoration", "block"):
            self.count(record, seq)
        elif kind == "session":
            self.recount(record, seq)
        for field in ("policy", "old", "new"):
            if record.get(field, NO_POLICY) != NO_POLICY:
                self.policies.add(record[field])

    def take(self, key, next_key=None):
        self.key, self.next_key = key, next_key
        self.keys.add(key.public)

    def checkpoint(self, note, seq):
        origin, size, root = parse_checkpoint(note, "a checkpoint")
        if origin != self.origin:
            raise Wrong("origin", "a checkpoint is of another log", seq)
        if size != seq:
            raise Wrong("size", "a checkpoint is not of this place", seq)
        if root != self.tree.root():
            raise Wrong("root", "a checkpoint is of other records", seq)
        self.first_note = self.first_note or note
        pinned = Key(origin, self.pinned)
        ids = [key_id for name, key_id, _ in parse_note(note, "a note")[1]
               if name == origin]
        if self.key is None and pinned.id in ids[:1]:
            self.take(pinned, self.next_key)
        if self.key:
            check_note(note, self.key, "a checkpoint", seq)
        if self.next_key:
            if len(ids) != 2 or ids[1] != self.next_key.id or (
                    self.key and ids[0] != self.key.id):
                raise Wrong("key-epoch", "a rotation is not signed by both keys",
                            seq)
            check_note(note, self.next_key, "a checkpoint", seq)
            self.take(self.next_key)

    def count(self, record, seq):
        tally = self.sessions.setdefault(record["session"], {
            "first": seq, "requests": set(), "redactions": 0,
            "restorations": 0, "blocked": 0, "unknown": 0, "kinds": {}})
        tally["last"] = seq
        tally["requests"].add(record["request"])
        if record["type"] == "redaction":
            self.redactions += 1
            for item in record["items"]:
                kinds = tally["kinds"]
                kinds[item["kind"]] = kinds.get(item["kind"], 0) + 1
                tally["redactions"] += 1
        elif record["type"] == "block":
            tally["blocked"] += 1
        elif record["final"]:
            tally["restorations"] += record["restored"]
            tally["unknown"] += record["unknown"]

    def recount(self, record, seq):
        self.session_records += 1
        tally = self.sessions.pop(record["session"], None)
        if record["first"] < self.start or not self.recounts:
            return
        if tally:
            tally["requests"] = len(tally["requests"])
            tally["kinds"] = fewer(tally["kinds"])
        if tally is None or any(record[k] != tally[k] for k in tally):
            raise Wrong("bundle-count",
                        "a session's figures are not those of its records", seq)
        self.recounted += 1

    def end(self, note, what="the checkpoint"):
        """Checks the note over all that was read. Returns the key in force."""
        origin, size, root = parse_checkpoint(note, what)
        if origin != self.origin:
            raise Wrong("origin", "%s is of another log: %s" % (what, origin))
        if size > self.tree.size:
            raise Wrong("head-ahead", "%s covers %d records, here are %d" % (
                what, size, self.tree.size), self.tree.size)
        if size < self.tree.size:
            raise Wrong("unsigned-tail", "%s covers only %d records" % (
                what, size), size)
        if root != self.tree.root():
            raise Wrong("root", "%s is of other records" % what)
        key = self.key or Key(origin, self.pinned)
        if self.next_key:
            raise Wrong("key-epoch", "a rotation is not signed by its new key")
        check_note(note, key, what)
        if self.pinned not in self.keys | {key.public}:
            raise Wrong("key-unknown", "the trusted key never signed this log")
        return key


def fewer(kinds):
    """At most 500 kinds by name, the rarer ones together as OTHER."""
    if len(kinds) <= 500:
        return kinds
    pairs = sorted(kinds.items(), key=lambda pair: -pair[1])
    named = dict(pairs[:499])
    rest = sum(count for _, count in pairs[499:])
    return dict(named, OTHER=rest + named.get("OTHER", 0))


# A bundle ---------------------------------------------------------------------

MANIFEST_LINE = re.compile(
    "([0-9a-f]{64})  ([a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)?)")
HEADER = re.compile(
    "# waterwall evidence v1\n# origin (\\S+)\n# exported (\\S+)\n"
    "# records ([0-9]+) ([0-9]+)\n# receipts (all|none) ([0-9]+)\n"
    "# sessions ([0-9]+)\n# bytes ([0-9 ]+)\n")
KNOWN = re.compile(
    "checkpoint|log.jsonl|frontier|receipts/[0-9]+.json|sessions/[0-9]+.json|"
    "keys/[0-9]+.json|"
    "anchors/[0-9]+.(note|tsr)|policy/[0-9a-f]{64}.json|controls.json|log.vkey|"
    "pubkey.pem|allowed_signers|verify.md|verify.py")
MAX_MANIFEST, MAX_SMALL = 2**25, 2**24


def gunzip(file):
    """The content of one plain gzip member, in pieces of bounded size."""
    header = file.read(10)
    if header[:8] != b"\x1f\x8b\x08\0\0\0\0\0" or len(header) < 10:
        raise Wrong("bundle-gzip", "it does not begin as one plain gzip member")
    inflate, crc, size = zlib.decompressobj(-15), 0, 0
    while not inflate.eof:
        data = inflate.unconsumed_tail or file.read(65536)
        if not data:
            raise Wrong("bundle-gzip", "it ends too soon")
        try:
            piece = inflate.decompress(data, 2**20)
        except zlib.error:
            raise Wrong("bundle-gzip", "it does not inflate") from None
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        yield piece
    end = inflate.unused_data + file.read(9)
    if end != struct.pack("<II", crc, size % 2**32):
        raise Wrong("bundle-gzip", "its checksum, length or end is wrong")


class Pieces:
    """Reads pieces by length."""

    def __init__(self, pieces):
        self.pieces, self.piece = pieces, b""

    def some(self, most):
        while not self.piece:
            self.piece = next(self.pieces, None)
            if self.piece is None:
                self.piece = b""
                return b""
        data, self.piece = self.piece[:most], self.piece[most:]
        return data

    def exactly(self, size):
        data = b""
        while len(data) < size:
            more = self.some(size - len(data))
            if not more:
                break
            data += more
        return data


def tar_header(path, size):
    header = bytearray(512)
    for at, text in ((0, path), (100, "0000644\0" + "0000000\0" * 2),
                     (124, "%011o\0" % size), (136, "%011o\0" % 0),
                     (148, " " * 8), (156, "0"), (257, "ustar\0" + "00"),
                     (329, "0000000\0" * 2)):
        header[at:at + len(text)] = text.encode("latin-1")
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def untar(reader):
    """(path, size, pieces) of each file; its pieces must be used up."""
    while True:
        header = reader.exactly(512)
        if header == bytes(512):
            break
        path = header[:100].split(b"\0")[0].decode("latin-1")
        digits = header[124:135].decode("latin-1")
        size = int(digits, 8) if re.fullmatch("[0-7]{11}", digits) else 0
        if len(path) > 99 or header != tar_header(path, size):
            raise Wrong("bundle-tar", "a file header is not as it must be")
        yield path, size, pieces_of(reader, size)
        if reader.exactly(-size % 512).strip(b"\0"):
            raise Wrong("bundle-tar", "padding is not zero")
    if reader.exactly(512) != bytes(512) or reader.some(1):
        raise Wrong("bundle-tar", "its end is not as it must be")


def pieces_of(reader, size):
    while size:
        data = reader.some(min(size, 65536))
        if not data:
            raise Wrong("bundle-tar", "it ends inside a file")
        size -= len(data)
        yield data


def small(pieces, size, limit=MAX_SMALL):
    if size > limit:
        raise Wrong("limit", "a file is larger than such a file can be")
    return b"".join(pieces)


def text_of(data, what):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Wrong("bad-utf8", "%s is not UTF-8" % what) from None


def lines_of(pieces):
    rest = b""
    for piece in pieces:
        parts = (rest + piece).split(b"\n")
        rest = parts.pop()
        yield from parts
        if len(rest) > 65535:
            raise Wrong("limit", "a line is too long")
    if rest:
        raise Wrong("bad-json", "the last line has no end")


class Manifest:
    def __init__(self, note):
        self.note = note
        text, self.signatures = parse_note(note, "MANIFEST")
        head = HEADER.match(text)
        if not head:
            raise Wrong("note", "MANIFEST does not begin as it must")
        self.origin, self.exported = head.group(1), head.group(2)
        self.first, self.size = int(head.group(3)), int(head.group(4))
        self.all, self.receipts = head.group(5) == "all", int(head.group(6))
        self.sessions = int(head.group(7))
        sizes = head.group(8).split(" ")
        lines = text[head.end():-1].split("\n")
        files = [MANIFEST_LINE.fullmatch(line) for line in lines]
        if not all(files) or len(files) != len(sizes):
            raise Wrong("note", "MANIFEST has a line that names no file")
        self.files = [(m.group(2), m.group(1), int(size))
                      for m, size in zip(files, sizes)]
        paths = [path for path, _, _ in self.files]
        for path in paths:
            if not KNOWN.fullmatch(path) or len(path) > 99:
                raise Wrong("bundle-extra", "no such file belongs here: " + path)
        if len(set(paths)) != len(paths):
            raise Wrong("bundle-extra", "a file is named twice")
        for path in ("checkpoint", "log.jsonl", "log.vkey", "pubkey.pem",
                     "allowed_signers", "controls.json"):
            if path not in paths:
                raise Wrong("bundle-missing", "there is no " + path)
        begin = ["checkpoint"] + ["frontier"] * (self.first > 0) + [
            path for path in paths if re.match("(keys|anchors)/", path)
        ] + ["log.jsonl"]
        if paths[:len(begin)] != begin or (
                self.first == 0 and "frontier" in paths):
            raise Wrong("bundle-missing", "MANIFEST does not begin with "
                        + ", ".join(begin))


def string(data):
    return struct.pack(">I", len(data)) + data


def sshsig_of(key, message):
    """The armored SSHSIG without its last 64 bytes, and what they sign."""
    ssh = string(b"ssh-ed25519") + string(key.public)
    scope = string(b"waterwall-evidence") + string(b"") + string(b"sha512")
    blob = b"SSHSIG" + struct.pack(">I", 1) + string(ssh) + scope + struct.pack(
        ">I", 83) + string(b"ssh-ed25519") + struct.pack(">I", 64)
    return blob, b"SSHSIG" + scope + string(hashlib.sha512(message).digest())


def check_sshsig(armored, key, message):
    lines = armored.split("\n")
    data = decode_base64("".join(lines[1:-2]))
    blob, content = sshsig_of(key, message)
    if (lines[0] != "-----BEGIN SSH SIGNATURE-----" or lines[-1] != ""
            or lines[-2:-1] != ["-----END SSH SIGNATURE-----"]
            or [len(l) for l in lines[1:-3]] != [70] * len(lines[1:-3])
            or data is None or data[:-64] != blob):
        raise Wrong("signature", "MANIFEST.sshsig is not by the signing key")
    if not signed(key.public, content, data[-64:]):
        raise Wrong("signature", "the signature in MANIFEST.sshsig is wrong")


class Bundle:
    def __init__(self, pin):
        self.pin, self.held, self.anchors = pin, {}, []
        self.log = self.checkpoint = self.first_note = None
        self.receipts, self.session_receipts, self.policies = 0, 0, 0

    def verify(self, file):
        entries = untar(Pieces(gunzip(file)))
        manifest = self.take_manifest(entries)
        self.manifest = manifest
        for path, digest, size in manifest.files:
            entry = next(entries, None)
            if entry is None:
                raise Wrong("bundle-missing", "there is no " + path)
            if entry[0] != path:
                raise Wrong("bundle-extra", "%s stands where %s should" % (
                    entry[0], path))
            if entry[1] != size:
                raise Wrong("bundle-digest", "%s has another size" % path)
            sha = hashlib.sha256()
            self.file(path, size, watched(entry[2], sha))
            if sha.hexdigest() != digest:
                raise Wrong("bundle-digest", "%s has another digest" % path)
        if next(entries, None) is not None:
            raise Wrong("bundle-extra", "a file follows the last one")
        self.whole()

    def take_manifest(self, entries):
        texts = []
        for expected in ("MANIFEST", "MANIFEST.sshsig"):
            path, size, pieces = next(entries, (None, 0, None))
            if path != expected:
                raise Wrong("bundle-missing", "%s is not in its place" % expected)
            texts.append(text_of(small(pieces, size, MAX_MANIFEST), path))
        self.sshsig = texts[1]
        return Manifest(texts[0])

    def file(self, path, size, pieces):
        if path == "log.jsonl":
            return self.take_log(pieces)
        data = small(pieces, size)
        name = path.split("/")[0]
        if name == "checkpoint":
            self.checkpoint = text_of(data, path)
        elif name == "frontier":
            self.take_frontier(text_of(data, path))
        elif name in ("receipts", "sessions"):
            self.take_receipt(name, path, text_of(data, path))
        elif name == "keys":
            self.take_handover(path, text_of(data, path))
        elif name == "anchors" and path.endswith(".note"):
            self.take_anchor(path, text_of(data, path))
        elif name == "policy":
            if hashlib.sha256(data).hexdigest() not in path:
                raise Wrong("bundle-digest", "%s is not what its name says" % path)
            if path[7:71] not in self.log.policies:
                raise Wrong("bundle-extra", "no record names " + path)
            self.policies += 1
        elif name in ("log.vkey", "pubkey.pem", "allowed_signers"):
            self.held[path] = text_of(data, path)

    def take_frontier(self, text):
        what = "the frontier"
        try:
            fields = json.loads(text)
            nodes = [decode_base64(node) for node in fields["frontier"]]
            prev = fields["prev_hash"]
            again = json.dumps(fields, indent=1, ensure_ascii=False) + "\n"
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Wrong("bad-json", "%s is not as it must be" % what) from None
        if again != text or any(
                node is None or len(node) != 32 for node in nodes
        ) or list(fields) != ["frontier", "prev_hash", "checkpoint"] or (
                not fits(prev, HASH)):
            raise Wrong("not-canonical", "%s is not as it must be" % what)
        if self.pin[1] not in (None, self.manifest.origin):
            raise Wrong("origin", "it is another log: " + self.manifest.origin)
        tree = Tree(self.manifest.first, nodes)
        self.log = Log(self.pin, tree, self.manifest.origin)
        self.log.prev, self.first_note = prev, fields["checkpoint"]

    def take_handover(self, path, text):
        """If the trusted key named another one there, that one takes over."""
        fields = parse_receipt(text)
        record = check_proof(fields)
        note = fields["checkpoint"]
        origin, _, _ = parse_checkpoint(note, path)
        key = parse_vkey(record.get("vkey", ""))
        if (path != "keys/%d.json" % record["seq"] or key is None
                or record["type"] != "key" or key.name != origin
                or origin != self.manifest.origin
                or record["seq"] >= self.manifest.first):
            raise Wrong("receipt-record", "%s is of no rotation" % path)
        check_note(note, key, path)
        old = Key(origin, self.log.pinned)
        if old.public != key.public and any(
                key_id == old.id for _, key_id, _ in parse_note(note, path)[1]):
            check_note(note, old, path)
            self.log.pinned = key.public

    def take_log(self, pieces):
        manifest = self.manifest
        self.log = self.log or Log(self.pin)
        self.log.expect(self.anchors)
        self.log.recounts = True
        for line in lines_of(pieces):
            self.log.line(line)
        size = self.log.tree.size
        if self.first_note not in (None, self.log.first_note):
            raise Wrong("note", "the frontier is not under the first checkpoint")
        if size != manifest.size:
            raise Wrong("bundle-count", "there are records up to %d, not %d" % (
                size, manifest.size), size)
        self.key = self.log.end(self.checkpoint)

    def take_receipt(self, folder, path, text):
        fields = parse_receipt(text)
        record = check_proof(fields)
        if fields["checkpoint"] != self.checkpoint:
            raise Wrong("receipt-proof", "%s is under another checkpoint" % path)
        if path != "%s/%d.json" % (folder, record["seq"]):
            raise Wrong("receipt-record", "%s is of another record" % path)
        wanted = "redaction" if folder == "receipts" else "session"
        if record["type"] != wanted or record["seq"] < self.manifest.first:
            raise Wrong("receipt-record", "%s is of no %s" % (path, wanted))
        if folder == "receipts":
            self.receipts += 1
        else:
            self.session_receipts += 1

    def take_anchor(self, path, text):
        origin, size, root = parse_checkpoint(text, path)
        if path != "anchors/%d.note" % size or origin != self.manifest.origin:
            raise Wrong("note", "%s is not of this log" % path)
        if size > self.manifest.size:
            raise Wrong("rollback", "%s is of more records" % path, size)
        self.anchors.append((size, root))

    def whole(self):
        m, log, key = self.manifest, self.log, self.key
        if m.origin != log.origin:
            raise Wrong("origin", "MANIFEST is of another log")
        check_note(m.note, key, "MANIFEST")
        check_sshsig(self.sshsig, key, m.note.encode())
        ssh = base64.b64encode(
            string(b"ssh-ed25519") + string(key.public)).decode()
        copies = {
            "log.vkey": key.vkey() + "\n",
            "pubkey.pem": pem_of(key.public),
            "allowed_signers": '%s namespaces="waterwall-evidence" '
                               "ssh-ed25519 %s\n" % (key.name, ssh),
        }
        for path, text in copies.items():
            if self.held.get(path) != text:
                raise Wrong("bundle-digest", "%s is of another key" % path)
        expected = log.redactions if m.all else 0
        counts = (m.receipts, self.receipts)
        if counts != (expected, expected):
            raise Wrong("bundle-count", "receipts: %d stated, %d here, %d in "
                        "the log" % (counts + (expected,)))
        counts = (m.sessions, self.session_receipts)
        if counts != (log.session_records, log.session_records):
            raise Wrong("bundle-count", "sessions: %d stated, %d here, %d in "
                        "the log" % (counts + (log.session_records,)))


    def weaker(self):
        lacks = self.policies < len(self.log.policies)
        return self.log.weaker() + (["policy"] if lacks else [])


def watched(pieces, sha):
    for piece in pieces:
        sha.update(piece)
        yield piece


# A receipt --------------------------------------------------------------------


def format_receipt(fields):
    return json.dumps(fields, indent=1, ensure_ascii=False) + "\n"


def parse_receipt(text):
    try:
        if text.startswith("c2sp.org/tlog-proof@v1\n"):
            head, _, checkpoint = text.partition("\n\n")
            lines = head.split("\n")
            record = decode_base64(lines[1][6:]).decode("utf-8")
            index = json.loads(record)["seq"]
            again = "\n".join(lines[:1] + [
                "extra " + base64.b64encode(record.encode()).decode(),
                "index %d" % index] + lines[3:]) + "\n\n" + checkpoint
            fields = {"receipt": "waterwall/1", "record": record,
                      "proof": lines[3:], "checkpoint": checkpoint}
        else:
            fields = json.loads(text)
            again = format_receipt(fields)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError):
        raise Wrong("not-canonical", "it is not written as a receipt") from None
    if (again != text or type(fields) is not dict
            or list(fields) != ["receipt", "record", "proof", "checkpoint"]
            or fields["receipt"] != "waterwall/1"
            or type(fields["record"]) is not str
            or type(fields["checkpoint"]) is not str
            or type(fields["proof"]) is not list):
        raise Wrong("not-canonical", "it is not written as a receipt")
    return fields


def check_proof(fields):
    """The record, if the checkpoint's root covers it."""
    line = fields["record"].encode("utf-8", "surrogatepass")
    try:
        record = parse_record(line, None)
    except Wrong as wrong:
        raise Wrong("receipt-record", "it holds no record: %s" % wrong) from None
    proof = [decode_base64(h) if type(h) is str else None
             for h in fields["proof"]]
    if any(h is None or len(h) != 32 for h in proof):
        raise Wrong("not-canonical", "it is not written as a receipt")
    _, size, root = parse_checkpoint(fields["checkpoint"], "its checkpoint")
    if root_from_proof(record["seq"], size, leaf_hash(line), proof) != root:
        raise Wrong("receipt-proof", "the record is not where the proof says")
    return record


def verify_receipt(text, pin):
    fields = parse_receipt(text)
    origin, size, _ = parse_checkpoint(fields["checkpoint"], "its checkpoint")
    if pin[1] not in (None, origin):
        raise Wrong("origin", "it is of another log: " + origin)
    check_note(fields["checkpoint"], Key(origin, pin[0]), "its checkpoint")
    record = check_proof(fields)
    return [], "receipt of record %d (%s) of %s, under a checkpoint of %d" % (
        record["seq"], record["type"], origin, size)


# The command ------------------------------------------------------------------


def open_file(path):
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Unusable("not a plain file: %s" % path)
        return open(path, "rb")
    except OSError as error:
        raise Unusable("cannot read %s: %s" % (path, error.strerror)) from None


def read_small(path, limit):
    with open_file(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unusable("too large: %s" % path)
    return data


def verify_log(file, checkpoint, pin):
    log = Log(pin)
    for line in lines_of(iter(lambda: file.read(65536), b"")):
        log.line(line)
    log.end(text_of(read_small(checkpoint, 2**20), checkpoint))
    return log.weaker(), "%d records of %s, %s to %s" % (
        log.tree.size, log.origin, log.first_ts, log.ts)


def verify(path, pin, checkpoint=None):
    with open_file(path) as file:
        start = file.read(2)
        file.seek(0)
        if checkpoint is not None:
            return verify_log(file, checkpoint, pin)
        if start != b"\x1f\x8b":
            data = read_small(path, 2**20)
            return verify_receipt(text_of(data, "the receipt"), pin)
        bundle = Bundle(pin)
        bundle.verify(file)
    log, m = bundle.log, bundle.manifest
    return bundle.weaker(), "records %d to %d of %s, %d receipts, %d sessions, %s to %s" % (
        m.first, m.size, log.origin, bundle.receipts, bundle.session_receipts,
        log.first_ts, log.ts)


def main(arguments):
    files, options = [], {}
    rest = iter(arguments)
    for argument in rest:
        if argument in ("-h", "--help"):
            print(__doc__.strip())
            return 0
        if argument in ("--pubkey", "--checkpoint"):
            options[argument] = next(rest, None)
        else:
            files.append(argument)
    try:
        if len(files) != 1 or files[0].startswith("-"):
            raise Unusable("give one file; --help explains")
        if not options.get("--pubkey"):
            raise Unusable("give the key that you trust with --pubkey")
        weaker, said = verify(files[0], read_pin(options["--pubkey"]),
                              options.get("--checkpoint"))
        print(" ".join(["OK"] + ["weaker=" + code for code in weaker] + [said]))
        return 3 if weaker else 0
    except Wrong as wrong:
        seq = "" if wrong.seq is None else " seq=%d" % wrong.seq
        print("FAIL code=%s%s: %s" % (wrong.code, seq, wrong))
        return 1
    except Unusable as problem:
        print("verify.py: %s" % problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
