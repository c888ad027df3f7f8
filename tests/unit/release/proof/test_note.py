"""Signed notes against the vectors of C2SP and of Go's note package, and what is no note."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from publish.release.proof import note, statement

# c2sp.org/signed-note, section "Example".
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
# golang.org/x/mod/sumdb/note, the key pair of its documentation.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_PRIVATE = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
GO_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def test_the_published_example_verifies() -> None:
    assert note.parse(EXAMPLE.encode()).signed_by(note.key(EXAMPLE_KEY))


def test_the_published_example_does_not_verify_with_another_text() -> None:
    assert not note.parse(EXAMPLE.replace("an", "no", 1).encode()).signed_by(note.key(EXAMPLE_KEY))


def test_a_note_is_signed_byte_for_byte_as_go_signs_it() -> None:
    private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(GO_PRIVATE)[1:])
    assert str(note.public(private, "PeterNeumann")) == GO_KEY
    assert note.sign(GO_TEXT, "PeterNeumann", private).decode() == f"{GO_TEXT}\n{GO_SIGNATURE}"


def test_a_verifier_key_survives_being_written() -> None:
    for text in (EXAMPLE_KEY, GO_KEY):
        assert str(note.key(text)) == text


def test_a_text_with_empty_lines_ends_at_the_last_one() -> None:
    text = "Ognuno sta solo\n\ned è subito sera.\n"
    assert note.parse(note.sign(text, "a", PRIVATE)).text == text


def test_a_signature_by_another_key_is_ignored_and_a_forged_one_spoils_the_note() -> None:
    other = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
    both = note.parse(note.sign("a\n", "a", PRIVATE, other))
    mine = note.public(PRIVATE, "a")
    assert both.signed_by(mine)
    assert both.signed_by(note.public(other, "a"))
    forged = note.Note("b\n", (*note.parse(note.sign("b\n", "a", PRIVATE)).signatures, *both.signatures))
    assert not forged.signed_by(mine)


def test_the_same_key_under_another_name_is_another_key() -> None:
    assert not note.parse(note.sign("a\n", "a", PRIVATE)).signed_by(note.public(PRIVATE, "b"))


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n", "a\n\n", "a\n\nb\n", "a\n\n— a\n", "a\n\n— a !!\n", "a\n\n— a AAAA\n", EXAMPLE[:-1],
        EXAMPLE + "\n",
        EXAMPLE.replace("an", "\r", 1), EXAMPLE.replace("— ", "- "), EXAMPLE + "— a AAAAAAAA\n" * 64,
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(note.MalformedError):
        note.parse(text.encode())


def test_bytes_that_are_no_text_are_no_note() -> None:
    with pytest.raises(note.MalformedError):
        note.parse(b"\xff" + EXAMPLE.encode())


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a+b", EXAMPLE_KEY.replace("530d903a", "530d903b"), EXAMPLE_KEY[:-4],
        EXAMPLE_KEY.replace("example", "an example"), EXAMPLE_KEY.replace("+Aek", "+A*"),
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ],
)  # fmt: skip
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(note.MalformedError):
        note.key(text)


@pytest.mark.parametrize(
    ("text", "name"), [("a", "a"), ("a\tb\n", "a"), ("a\n", "a b"), ("a\n", "a+b"), ("a\n", "")]
)
def test_what_can_not_be_a_note_is_not_signed(text: str, name: str) -> None:
    with pytest.raises(note.MalformedError):
        note.sign(text, name, PRIVATE)


def test_the_checkpoint_of_the_published_example_is_read() -> None:
    # c2sp.org/tlog-checkpoint
    text = f"example.com/behind-the-sofa\n20852163\n{ROOT}\n"
    found = statement.checkpoint(text)
    assert (found.origin, found.size, found.text()) == ("example.com/behind-the-sofa", 20852163, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        f"a\n01\n{ROOT}\n",
        "a\n1\nAAAA\n",
        "a\nx\nAAAA\n",
        f"a\n-1\n{ROOT}\n",
        f"a\n1\n{ROOT}\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(note.MalformedError):
        statement.checkpoint(text)
