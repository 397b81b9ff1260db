"""What threads share of a copy while they make it."""

from bmcspine.store.pages import Variant
from bmcspine.store.saved_copies import SavedCopy
from bmcspine.web.asking import Answer


def test_copy_is_made_while_another_thread_compresses_it() -> None:
    bodies = {"identity": b"words"}

    class Interrupted(SavedCopy):
        def _variant(self, encoding: str, body: bytes) -> Variant:
            bodies[f"made by another thread {len(bodies)}"] = b""
            return super()._variant(encoding, body)

    copy = Interrupted(Answer("200 OK", [], b""), bodies, 0.0)
    assert copy.variant("identity").body == b"words"
