"""What a process keeps of dossiers: loaded once, the latest, and no dossier waits for another's loading."""

import threading

import pytest

from rodedraad.adapters import seeking


def test_one_dossier_is_asked_while_another_is_loaded():
    shelf = seeking._Shelf(2)
    begun, go = threading.Event(), threading.Event()

    def slow():
        begun.set()
        assert go.wait(10)
        return "slow"

    loads = []
    asking = threading.Thread(target=lambda: loads.append(shelf.of("a", slow)))
    again = threading.Thread(target=lambda: loads.append(shelf.of("a", lambda: pytest.fail("loaded twice"))))
    asking.start()
    assert begun.wait(10)
    again.start()
    try:
        assert shelf.of("b", lambda: "quick") == "quick"
    finally:
        go.set()
        asking.join(10)
        again.join(10)
    assert loads == ["slow", "slow"]


def test_the_latest_used_are_kept_and_what_failed_is_loaded_anew():
    shelf = seeking._Shelf(2)
    with pytest.raises(OSError, match="gone"):
        shelf.of("a", lambda: (_ for _ in ()).throw(OSError("gone")))
    for key in ("a", "b", "a", "c"):
        shelf.of(key, lambda key=key: [key])
    assert shelf.of("a", lambda: ["new"]) == ["a"]
    assert shelf.of("b", lambda: ["new"]) == ["new"]
