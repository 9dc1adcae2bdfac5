"""What every reader must do, whatever the format: a whole text, or UnreadableSource and nothing else."""

from contextlib import suppress
from importlib import import_module
from pathlib import PurePosixPath

import pytest
from read.pdfs import paragraphs, pdf
from read.samples import all_samples, holds

from rodedraad import read
from rodedraad.errors import UnreadableSource
from rodedraad.ports import Reader

SAMPLES = all_samples() | {"studie.pdf": pdf("\n\n".join(paragraphs(4)))}


@pytest.fixture(params=sorted(read._OURS))
def kind(request) -> str:
    return request.param


@pytest.fixture
def reader(kind) -> Reader:
    module, name, _ = read._OURS[kind]
    return getattr(import_module(module), name)()


def _samples(reader: Reader) -> dict[str, bytes]:
    return {name: data for name, data in SAMPLES.items() if PurePosixPath(name).suffix in reader.suffixes}


def test_a_reader_takes_the_suffixes_that_it_is_registered_for(reader, kind):
    assert reader.suffixes == read._OURS[kind][2]


def test_a_file_gives_a_whole_text_and_the_same_each_time(reader):
    samples = _samples(reader)
    assert samples, "a format without a sample"
    for name, data in samples.items():
        found = reader.read(data, name)
        holds(found)
        assert found.document.text.strip()
        again = reader.read(data, f"elders/{name}")
        assert again.document == found.document, "a path is for messages alone"
        assert {problem.source for problem in again.problems} <= {f"elders/{name}"}


def test_what_cannot_be_read_is_an_unreadable_source_and_no_other_error(reader):
    for name, data in _samples(reader).items():
        for broken in (b"", b"\0" * 64, data[: len(data) // 3], data[len(data) // 2 :]):
            with suppress(UnreadableSource):
                holds(reader.read(broken, name))
