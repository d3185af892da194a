/** What a JSON file says. Notepad and PowerShell put a byte order mark in front, which no JSON may have. Throws where it is no JSON. */
export function jsonOf(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/u, ''));
}
