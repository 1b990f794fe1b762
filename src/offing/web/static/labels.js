// Names on a map, each beside its dot on the first side where it covers no other.

const GAP = 8;   // pixels between a dot's middle and its name
const DOT = 6;   // half of what a dot covers
const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1]];

const meet = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// For names of `w` by `h` pixels whose dots are at `x`, `y`: where the name's left upper corner
// is, seen from its dot; null for one that has no room: what its dot tells when pointed at.
export function placed(names) {
  const taken = names.map(({ x, y }) => ({ x: x - DOT, y: y - DOT, w: 2 * DOT, h: 2 * DOT }));
  return names.map(({ x, y, w, h }) => {
    for (const [right, down] of SIDES) {
      const box = { x: x + (right > 0 ? GAP : right < 0 ? -GAP - w : -w / 2), y: y + (down > 0 ? GAP : down < 0 ? -GAP - h : -h / 2), w, h };
      if (taken.some((other) => meet(other, box))) continue;
      taken.push(box);
      return [box.x - x, box.y - y];
    }
    return null;
  });
}
