"""Inside one cell of the mesh: straight lines over water, and shortest ways pulled taut.

Ways are looked for over the cell's pixels, eight ways on from each, and then pulled taut to
straight lines. That is most of the work of building the network, so lengths are found with a
queue of buckets, in whatever order, and the way is read off them backward.
"""

from __future__ import annotations

import heapq

import numba as nb
import numpy as np

_BUCKETS, _PER_PIXEL = 16, 4.0
"""Buckets of a queue, and how many for a pixel of length: one step is less than 12 of them."""
_LOWEST = np.array([(k & -k).bit_length() - 1 for k in range(256)], np.int8)
"""Which is the lowest bit of a byte that is set."""
_EQUAL = 1e-9
"""Lengths in pixels that differ by less are the same but for rounding."""


@nb.njit(cache=True, nogil=True)
def clear_line(win, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Whether every pixel that the segment runs through is water (Amanatides and Woo)."""
    if x0 > x1 or (x0 == x1 and y0 > y1):  # one order, so that both ways give one answer
        x0, x1, y0, y1 = x1, x0, y1, y0
    dx, dy = x1 - x0, y1 - y0
    if dx == 0.0 and dy == 0.0:
        return True
    e = 1e-6  # start and end inside a pixel, not on its border
    ax, ay, bx, by = x0 + dx * e, y0 + dy * e, x1 - dx * e, y1 - dy * e
    c, r = int(np.floor(ax)), int(np.floor(ay))
    n = abs(int(np.floor(bx)) - c) + abs(int(np.floor(by)) - r) + 1
    step_c = 1 if dx > 0 else -1
    step_r = 1 if dy > 0 else -1
    tdx = abs(1.0 / dx) if dx != 0 else 1e30
    tdy = abs(1.0 / dy) if dy != 0 else 1e30
    tx = ((c + 1 - ax) if dx > 0 else (ax - c)) * tdx
    ty = ((r + 1 - ay) if dy > 0 else (ay - r)) * tdy
    last = win.shape[0] - 1
    for _ in range(n):
        if r < -1 or c < -1 or r + 1 > last or c + 1 > last or win[r + 1, c + 1] == 0:
            return False
        if tx < ty:
            tx += tdx
            c += step_c
        else:
            ty += tdy
            r += step_r
    return True


@nb.njit(cache=True, nogil=True)
def find_moves(win, size, moves):  # type: ignore[no-untyped-def]
    """For each pixel a bit for each way on, in the order of `_steps`; none cuts a corner."""
    for r in range(size):
        up, down = np.uint8(r > 0), np.uint8(r + 1 < size)
        for c in range(size):
            w, e = np.uint8(win[r + 1, c] & (c > 0)), np.uint8(win[r + 1, c + 2] & (c + 1 < size))
            n, s = win[r, c + 1] & up, win[r + 2, c + 1] & down
            moves[r * size + c] = win[r + 1, c + 1] * np.uint8(
                (n & w & win[r, c])
                | n << 1
                | (n & e & win[r, c + 2]) << 2
                | w << 3
                | e << 4
                | (s & w & win[r + 2, c]) << 5
                | s << 6
                | (s & e & win[r + 2, c + 2]) << 7
            )


@nb.njit(cache=True, nogil=True)
def _steps(size, squeeze):  # type: ignore[no-untyped-def]
    """The eight steps from a pixel: to which one from it, rows, columns, length."""
    off, rows, columns = np.empty(8, np.int64), np.empty(8, np.int64), np.empty(8, np.int64)
    length = np.empty(8)
    for d in range(8):
        q = d if d < 4 else d + 1
        rows[d], columns[d] = q // 3 - 1, q % 3 - 1
        off[d] = rows[d] * size + columns[d]
        length[d] = np.sqrt(rows[d] * rows[d] + (columns[d] * squeeze) ** 2)
    return off, rows, columns, length


@nb.njit(cache=True, nogil=True)
def _lengths(moves, size, squeeze, a, b, work):  # type: ignore[no-untyped-def]
    """Lengths from pixel ``a`` of all ways that may lead to ``b``, into ``dist``.

    All pixels on any shortest way are reached, in whatever order: A* with a queue of
    buckets, and what was taken too early is taken again. Returns how many were touched.
    """
    dist, done, touched, entry_of, after, first = work
    off, rows, columns, length = _steps(size, squeeze)
    slant = length[0]
    br, bc = b // size, b % size
    first[:] = -1
    dist[a], done[a], touched[0] = 0.0, 0, a
    far_r, far_c = abs(a // size - br), abs(a % size - bc)
    begin = max(far_r + (slant - 1.0) * far_c, squeeze * far_c + (slant - squeeze) * far_r)
    entry_of[0], after[0], first[0] = a, -1, 0
    count, used, spare, waiting = 1, 1, -1, 1
    at, limit = 0, np.inf
    while waiting > 0:
        z = first[at % _BUCKETS]
        if z < 0:
            at += 1
            continue
        k = np.int64(entry_of[z])
        first[at % _BUCKETS], after[z], spare = after[z], spare, z
        waiting -= 1
        if done[k]:
            continue
        done[k] = 1
        here = dist[k]
        if k == b:
            limit = here + 1e-6
            continue
        r, c = k // size, k % size
        left = np.int64(moves[k])
        while left:
            d = np.int64(_LOWEST[left])
            left &= left - 1
            q, new = k + off[d], here + length[d]
            if new >= dist[q] - _EQUAL:
                continue
            if dist[q] == np.inf:
                touched[count] = q
                count += 1
            dist[q], done[q] = new, 0
            far_r, far_c = abs(r + rows[d] - br), abs(c + columns[d] - bc)
            upright = far_r + (slant - 1.0) * far_c
            flat = squeeze * far_c + (slant - squeeze) * far_r
            whole = new + (upright if upright > flat else flat)
            if whole > limit:
                continue
            if spare >= 0:
                z, spare = spare, after[spare]
            else:
                z, used = used, used + 1
            slot = int((whole - begin) * _PER_PIXEL)
            slot = (slot if slot > at else at) % _BUCKETS  # rounding may put it one before
            entry_of[z], after[z], first[slot] = q, first[slot], z
            waiting += 1
    return count


@nb.njit(cache=True, nogil=True)
def _way_in_order(moves, size, squeeze, a, b, work):  # type: ignore[no-untyped-def]
    """The way that an A* by straight distances takes, from its end; empty where there is none.

    Of pixels equally far it goes on from the one with the lowest number.
    """
    dist, done, touched, came, _, _ = work
    off, rows, columns, length = _steps(size, squeeze)
    br, bc = b // size, b % size
    dist[a], done[a], touched[0], came[a] = 0.0, 0, a, -1
    count, met = 1, False
    heap = [(0.0, np.int64(a))]
    while len(heap) > 0:
        _, k = heapq.heappop(heap)
        if done[k]:
            continue
        done[k] = 1
        met = k == b
        if met:
            break
        r, c = k // size, k % size
        for d in range(8):
            q = k + off[d]
            if not (moves[k] >> d) & 1 or (done[q] and dist[q] < np.inf):
                continue
            new = dist[k] + length[d]
            if new >= dist[q] - _EQUAL:
                continue
            if dist[q] == np.inf:
                touched[count] = q
                count += 1
            dist[q], done[q], came[q] = new, 0, k
            far_r, far_c = r + rows[d] - br, c + columns[d] - bc
            heapq.heappush(heap, (new + np.sqrt(far_r**2 + (far_c * squeeze) ** 2), q))
    for z in range(count):
        dist[touched[z]] = np.inf
    way = [np.int64(b)]
    while met and way[-1] != a:
        way.append(np.int64(came[way[-1]]))
    return way[: len(way) * met]


@nb.njit(cache=True, nogil=True)
def _back(moves, size, squeeze, a, b, k, dist):  # type: ignore[no-untyped-def]
    """From a pixel on a shortest way back to ``a``; empty where rounding decides which way.

    Each pixel was led on to by the one before it that has the least of length so far plus
    straight distance ahead, among those on shortest ways.
    """
    br, bc = b // size, b % size
    off, _, _, length = _steps(size, squeeze)
    way = [np.int64(k)]
    while k != a:
        best, least, tie = k, np.inf, False
        for d in range(8):
            q = k + off[d]
            if not (moves[k] >> d) & 1 or dist[q] + length[d] > dist[k] + _EQUAL:
                continue
            ahead = np.sqrt((q // size - br) ** 2 + ((q % size - bc) * squeeze) ** 2)
            whole = dist[q] + ahead if q != a else -1.0
            if whole < least - _EQUAL:
                best, least, tie = q, whole, False
            elif whole < least + _EQUAL:
                tie = True
        if tie:
            return way[:0]
        k = best
        way.append(k)
    return way


@nb.njit(cache=True, nogil=True)
def _last_taken(way, shared, size, squeeze, b):  # type: ignore[no-untyped-def]
    """What an A* takes last of a way but its first ``shared`` pixels: (length, pixel)."""
    br, bc = b // size, b % size
    off, _, _, length = _steps(size, squeeze)
    sofar, last, which = 0.0, -1.0, np.int64(-1)
    for i in range(len(way) - 2, -1, -1):
        q = way[i]
        for d in range(8):
            if off[d] == q - way[i + 1]:
                sofar += length[d]
        if len(way) - i > shared:
            ahead = np.sqrt((q // size - br) ** 2 + ((q % size - bc) * squeeze) ** 2)
            if sofar + ahead > last or (sofar + ahead == last and q > which):
                last, which = sofar + ahead, q
    return last, which


@nb.njit(cache=True, nogil=True)
def _shortest_way(moves, size, squeeze, a, b, work):  # type: ignore[no-untyped-def]
    """The same way as `_way_in_order` takes, found with less work.

    By any pixel beside its end that is on a shortest way it is as long: rounding decides
    which of them an A* comes to first.
    """
    dist, touched = work[0], work[2]
    count = _lengths(moves, size, squeeze, a, b, work)
    off, _, _, length = _steps(size, squeeze)
    way = [np.int64(b)]
    way.clear()
    tie = False
    for d in range(8 if dist[b] < np.inf and a != b else 0):
        q = b + off[d]
        if not (moves[b] >> d) & 1 or dist[q] + length[d] > dist[b] + _EQUAL:
            continue
        other = _back(moves, size, squeeze, a, b, q, dist)
        tie = tie or len(other) == 0
        if tie or q == a:
            way = other
            break
        if len(way) > 0:
            shared = 0
            while way[len(way) - 1 - shared] == other[len(other) - 1 - shared]:
                shared += 1
            if _last_taken(way, shared, size, squeeze, b) < _last_taken(
                other, shared, size, squeeze, b
            ):
                continue
        way = other
    for z in range(count):
        dist[touched[z]] = np.inf
    if tie:
        return _way_in_order(moves, size, squeeze, a, b, work)
    if len(way) > 0 or a == b:
        way.insert(0, np.int64(b))
    return way


@nb.njit(cache=True, nogil=True)
def pixel_way(win, moves, size, squeeze, x0, y0, x1, y1, work, turn_x, turn_y):  # type: ignore[no-untyped-def]
    """The shortest way over the cell's pixels, pulled taut: (turns, length); turns -1 for none."""
    a = min(size - 1, max(0, int(y0))) * size + min(size - 1, max(0, int(x0)))
    b = min(size - 1, max(0, int(y1))) * size + min(size - 1, max(0, int(x1)))
    way = _shortest_way(moves, size, squeeze, a, b, work)
    m = len(way)
    if m == 0:
        return -1, 0.0
    px, py = np.empty(m + 2), np.empty(m + 2)
    for i in range(m):
        px[m - i], py[m - i] = way[i] % size + 0.5, way[i] // size + 0.5
    px[0], py[0], px[m + 1], py[m + 1] = x0, y0, x1, y1
    return _pull_taut(win, squeeze, px, py, m + 2, turn_x, turn_y)


@nb.njit(cache=True, nogil=True)
def _pull_taut(win, squeeze, px, py, m, turn_x, turn_y):  # type: ignore[no-untyped-def]
    i, n, length = 0, 0, 0.0
    while i < m - 1:
        j = m - 1
        while j > i + 1 and not clear_line(win, px[i], py[i], px[j], py[j]):
            j -= 1
        length += np.sqrt((py[j] - py[i]) ** 2 + ((px[j] - px[i]) * squeeze) ** 2)
        if j < m - 1 and n < len(turn_x):
            turn_x[n], turn_y[n] = px[j], py[j]
            n += 1
        i = j
    return n, length


@nb.njit(cache=True, nogil=True)
def workspace(size):  # type: ignore[no-untyped-def]
    """Scratch arrays for ways in cells of up to ``size`` pixels.

    Lengths (all infinite between searches), whether a pixel is done with, pixels touched;
    entries of the queue, what comes after each, and where each bucket begins.
    """
    m = size * size
    return (
        np.full(m, np.inf),
        np.zeros(m, np.uint8),
        np.empty(m, np.int32),
        np.empty(8 * m, np.int32),
        np.empty(8 * m, np.int32),
        np.empty(_BUCKETS, np.int32),
    )
