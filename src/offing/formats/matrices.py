"""Distance matrices as CSV, npy and Parquet; nautical miles, empty or ``inf`` for no way."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from offing.errors import UsageError
from offing.formats.tables import cell

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def matrix_to_csv(
    nm: NDArray[np.float32], origins: Sequence[str], destinations: Sequence[str]
) -> str:
    """A table with a row for each origin; an empty cell where there is no way."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["", *(cell(d) for d in destinations)])
    for name, row in zip(origins, nm.tolist(), strict=True):
        writer.writerow([cell(name), *("" if v == float("inf") else f"{v:.2f}" for v in row)])
    return out.getvalue()


def matrix_to_npy(nm: NDArray[np.float32]) -> bytes:
    """A float32 array (origins, destinations), ``inf`` where there is no way."""
    import numpy as np

    out = io.BytesIO()
    np.save(out, nm, allow_pickle=False)
    return out.getvalue()


def matrix_to_parquet(
    nm: NDArray[np.float32], origins: Sequence[str], destinations: Sequence[str]
) -> bytes:
    """Columns ``origin``, ``destination``, ``distance_nm`` (null where there is no way).

    Raises:
        UsageError: the extra ``parquet`` is not installed.
    """
    import numpy as np

    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            f"Parquet needs the extra 'parquet': install 'offing[parquet]' ({error})"
        ) from error
    rows, columns = nm.shape
    flat = nm.ravel()
    table = pa.table(
        {
            "origin": pa.DictionaryArray.from_arrays(
                pa.array(np.repeat(np.arange(rows, dtype=np.int32), columns)), pa.array(origins)
            ),
            "destination": pa.DictionaryArray.from_arrays(
                pa.array(np.tile(np.arange(columns, dtype=np.int32), rows)), pa.array(destinations)
            ),
            "distance_nm": pa.array(flat, mask=np.isinf(flat)),
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()
