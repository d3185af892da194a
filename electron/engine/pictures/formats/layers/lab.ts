/** Three numbers that are one colour. */
export type Triple = readonly [number, number, number];

/** D50, which the Lab of Photoshop and GIMP is about. */
const white = { x: 0.96422, z: 0.82521 };
const epsilon = 6 / 29;

/** Linear light of sRGB for L (0 to 100), a and b; outside of 0 to 1 where sRGB cannot show it. */
export function lightOfLab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 16) / 116;
  const [x, y, z] = [white.x * uncube(l + a / 500), uncube(l), white.z * uncube(l - b / 200)];
  // From XYZ at D50 to linear sRGB, adapted to D65 after Bradford.
  return [
    3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
    -0.9787684 * x + 1.9161415 * y + 0.033454 * z,
    0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
  ];
}

/** The way back. */
export function labOfLight([r, g, b]: Triple): Triple {
  const x = cube((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / white.x);
  const y = cube(0.2225045 * r + 0.7168786 * g + 0.0606169 * b);
  const z = cube((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / white.z);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE 1976. */
function uncube(value: number): number {
  return value > epsilon ? value ** 3 : 3 * epsilon ** 2 * (value - 4 / 29);
}

function cube(value: number): number {
  return value > epsilon ** 3 ? Math.cbrt(value) : value / (3 * epsilon ** 2) + 4 / 29;
}
