const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML. */
export function escape(text: string | number): string {
  return String(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1f36;background:#f6f8fa}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1.4rem;margin:.5rem 0 1rem}h2{font-size:1.1rem}
.card{background:#fff;border:1px solid #dde2e8;border-radius:10px;padding:1.25rem;margin:1rem 0}
label{display:block;font-weight:600;margin:.9rem 0 .25rem}small{display:block;color:#556070}
input,select{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #b8c0cc;border-radius:7px;background:#fff}
input[type=checkbox],input[type=radio]{width:auto;margin-right:.5rem}
.row{display:grid;grid-template-columns:repeat(3,1fr);gap:.6rem}.choice{font-weight:400}
button{font:inherit;font-weight:600;padding:.65rem 1rem;border-radius:7px;border:1px solid #4f46c8;background:#4f46c8;color:#fff;cursor:pointer;margin:.4rem .4rem 0 0}
button.quiet{background:#fff;color:#3d37a0}:focus-visible{outline:3px solid #f0a020;outline-offset:2px}
.alert{border-left:4px solid #b3261e;background:#fff1f0;padding:.75rem 1rem;border-radius:6px}
.note{color:#556070;font-size:.9rem}table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.4rem .3rem;border-bottom:1px solid #e6eaef}
dt{font-weight:600}dd{margin:0 0 .6rem}`;

/** A whole page, readable on a phone and by keyboard. `body` is HTML already. */
export function pageOf(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head><body><main><p class="note">Stripe emulator: test data only</p>${body}</main></body></html>`;
}

/** A message that screen readers announce. */
export function alertOf(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<div class="alert" role="alert"><ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul></div>`;
}
