"""A Sigstore of one's own: an authority, a log of certificates and a log of signatures, all in memory.

What it signs is what GitHub's would be, but for who vouches: so that a signature under a list of our own, by a workflow
of our own, can be looked at, and each part of it can be wrong alone.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ISSUER = "https://token.actions.githubusercontent.com"
STATEMENT_KIND = "application/vnd.in-toto+json"
# Fulcio's own fields of a certificate (github.com/sigstore/fulcio, docs/oid-info.md), and that of its stamp.
ISSUED_BY, COMMIT, STAMPS = "1.3.6.1.4.1.57264.1.8", "1.3.6.1.4.1.57264.1.13", "1.3.6.1.4.1.11129.2.4.2"
NOON = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
MINUTES, YEARS = datetime.timedelta(minutes=10), datetime.timedelta(days=3650)


def key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def spki(private: ec.EllipticCurvePrivateKey) -> bytes:
    return bytes(private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def log_id(private: ec.EllipticCurvePrivateKey) -> bytes:
    return hashlib.sha256(spki(private)).digest()


def sign(private: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    return bytes(private.sign(data, ec.ECDSA(hashes.SHA256())))


def statement(digest: str) -> bytes:
    subject = [{"name": "build.json", "digest": {"sha256": digest}}]
    kinds = {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1"}
    return json.dumps({**kinds, "subject": subject, "predicate": {}}).encode()


def _der(tag: int, value: bytes) -> bytes:
    """Of less than 256 bytes."""
    return bytes((tag, len(value)) if len(value) < 0x80 else (tag, 0x81, len(value))) + value


def _text(said: str) -> bytes:
    return _der(0x0C, said.encode())


@dataclass(slots=True)
class Instance:
    """`until` is when its own certificate ends."""

    until: datetime.datetime = NOON + YEARS
    root_key: ec.EllipticCurvePrivateKey = field(default_factory=key)
    stamp_key: ec.EllipticCurvePrivateKey = field(default_factory=key)
    log_key: ec.EllipticCurvePrivateKey = field(default_factory=key)

    @property
    def root(self) -> x509.Certificate:
        names = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sigstore")])
        public = self.root_key.public_key()
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = x509.CertificateBuilder(names, names, public, 1, self.until - YEARS * 2, self.until)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True).add_extension(usage, True)
        return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False).sign(
            self.root_key, hashes.SHA256()
        )

    def trusted_root(self) -> bytes:
        def log(private: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
            validity = {"start": "2020-01-01T00:00:00Z"}
            public = {"rawBytes": b64(spki(private)), "keyDetails": "PKIX_ECDSA_P256_SHA_256", "validFor": validity}
            keys = {"hashAlgorithm": "SHA2_256", "publicKey": public, "logId": {"keyId": b64(log_id(private))}}
            return {"baseUrl": "https://log.example.org", **keys}

        chain = {"certificates": [{"rawBytes": b64(self.root.public_bytes(Encoding.DER))}]}
        validity = {"start": "2020-01-01T00:00:00Z"}
        authority = {"subject": {"organization": "o", "commonName": "c"}, "uri": "https://example.org"}
        made = {
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [log(self.log_key)],
            "certificateAuthorities": [{**authority, "certChain": chain, "validFor": validity}],
            "ctlogs": [log(self.stamp_key)],
            "timestampAuthorities": [],
        }
        return json.dumps(made).encode()

    def certificate(
        self, private: ec.EllipticCurvePrivateKey, workflow: str, commit: str, issuer: str = ISSUER
    ) -> x509.Certificate:
        """Stamped by the log of certificates: RFC 6962, sections 3.2 and 3.3."""
        before = self._unstamped(private, workflow, commit, issuer, b"\x04\x02\x00\x00").tbs_precertificate_bytes
        at = int(NOON.timestamp() * 1000)
        entry = log_id(self.root_key) + len(before).to_bytes(3, "big") + before
        signed = sign(self.stamp_key, struct.pack("!BBQH", 0, 0, at, 1) + entry + b"\0\0")
        stamp = struct.pack("!B32sQH", 0, log_id(self.stamp_key), at, 0) + b"\x04\x03"
        stamp += len(signed).to_bytes(2, "big") + signed
        listed = len(stamp).to_bytes(2, "big") + stamp
        listed = len(listed).to_bytes(2, "big") + listed
        return self._unstamped(private, workflow, commit, issuer, _der(0x04, listed))

    def _unstamped(
        self, private: ec.EllipticCurvePrivateKey, workflow: str, commit: str, issuer: str, stamps: bytes
    ) -> x509.Certificate:
        root = self.root
        usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
        names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(workflow)])
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.root_key.public_key())
        builder = x509.CertificateBuilder(root.subject, x509.Name([]), private.public_key(), 2, NOON, NOON + MINUTES)
        builder = builder.add_extension(usage, True).add_extension(names, True).add_extension(above, False)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), False)
        for number, value in ((ISSUED_BY, _text(issuer)), (COMMIT, _text(commit)), (STAMPS, stamps)):
            field_of = x509.UnrecognizedExtension(x509.ObjectIdentifier(number), value)
            builder = builder.add_extension(field_of, False)
        return builder.sign(self.root_key, hashes.SHA256())

    def bundle(
        self,
        payload: bytes,
        workflow: str,
        commit: str,
        issuer: str = ISSUER,
        minutes: int = 1,
        kind: str = STATEMENT_KIND,
    ) -> dict[str, Any]:
        """`payload` signed at so many minutes past noon."""
        private = key()
        certificate = self.certificate(private, workflow, commit, issuer)
        signed = sign(private, f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload)
        return {
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": {
                "certificate": {"rawBytes": b64(certificate.public_bytes(Encoding.DER))},
                "tlogEntries": [self._entry(certificate, payload, signed, int(NOON.timestamp()) + 60 * minutes)],
                "timestampVerificationData": {},
            },
            "dsseEnvelope": {"payload": b64(payload), "payloadType": kind, "signatures": [{"sig": b64(signed)}]},
        }

    def _entry(self, certificate: x509.Certificate, payload: bytes, signed: bytes, at: int) -> dict[str, Any]:
        """The only line of a log: Rekor's `dsse` 0.0.1, with a tree of one leaf (RFC 6962, section 2.1)."""
        verifier = b64(certificate.public_bytes(Encoding.PEM))
        digest = {"algorithm": "sha256", "value": hashlib.sha256(payload).hexdigest()}
        signatures = [{"signature": b64(signed), "verifier": verifier}]
        spec = {"envelopeHash": digest, "payloadHash": digest, "signatures": signatures}
        body = _canonical({"apiVersion": "0.0.1", "kind": "dsse", "spec": spec})
        tree = hashlib.sha256(b"\0" + body).digest()
        note = f"log.example.org - 1\n1\n{b64(tree)}\n"
        mark = b64(log_id(self.log_key)[:4] + sign(self.log_key, note.encode()))
        promised = {"body": b64(body), "integratedTime": at, "logID": log_id(self.log_key).hex(), "logIndex": 0}
        return {
            "logIndex": "0",
            "logId": {"keyId": b64(log_id(self.log_key))},
            "kindVersion": {"kind": "dsse", "version": "0.0.1"},
            "integratedTime": str(at),
            "inclusionPromise": {"signedEntryTimestamp": b64(sign(self.log_key, _canonical(promised)))},
            "inclusionProof": {
                "logIndex": "0",
                "rootHash": b64(tree),
                "treeSize": "1",
                "hashes": [],
                "checkpoint": {"envelope": f"{note}\n\N{EM DASH} log.example.org {mark}\n"},
            },
            "canonicalizedBody": b64(body),
        }


def _canonical(value: dict[str, Any]) -> bytes:
    """RFC 8785, of what holds ASCII and whole numbers alone."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
