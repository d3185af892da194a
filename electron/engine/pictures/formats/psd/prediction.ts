/** Turns differences between neighbours back into values, row by row and in place. `depth`: bits per value. */
export function undoPrediction(data: Uint8Array, width: number, depth: number): void {
  const rowLength = (width * depth) / 8;
  for (let at = 0; at + rowLength <= data.length; at += rowLength) {
    const row = data.subarray(at, at + rowLength);
    if (depth === 8) addUp(row);
    if (depth === 16) addUpWords(row);
    if (depth === 32) addUpFloats(row);
  }
}

function addUp(row: Uint8Array): void {
  for (let at = 1; at < row.length; at += 1) row[at] = (row[at] as number) + (row[at - 1] as number);
}

function addUpWords(row: Uint8Array): void {
  const view = new DataView(row.buffer, row.byteOffset, row.length);
  for (let at = 2; at < row.length; at += 2) view.setUint16(at, view.getUint16(at) + view.getUint16(at - 2));
}

/** The first bytes of all values come first, then their second bytes, and so on. */
function addUpFloats(row: Uint8Array): void {
  addUp(row);
  const width = row.length / 4;
  const planes = new Uint8Array(row);
  for (let at = 0; at < row.length; at += 1) row[at] = planes[(at % 4) * width + Math.floor(at / 4)] as number;
}
