/** The look of every page: system font, one column, light and dark, comfortable to touch. No external assets. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#f6f8fb;--surface:#fff;--text:#1a1f36;--muted:#566176;--line:#dfe4ec;--field:#b9c2d0;
--accent:#4f46c8;--accent-hover:#413aa8;--on-accent:#fff;--soft:#efeefc;--danger:#b3261e;--danger-soft:#fdf0ef;--ok:#14663a;
--ok-soft:#e7f5ec;--warn:#8a4b00;--warn-soft:#fdf3e1}
@media (prefers-color-scheme:dark){:root{--bg:#12141c;--surface:#1b1e29;--text:#e8eaf2;--muted:#a7afc4;--line:#313646;--field:#4b5268;
--accent:#8f88ff;--accent-hover:#a7a1ff;--on-accent:#12141c;--soft:#26264a;--danger:#ff9a91;--danger-soft:#3a1f1f;--ok:#7fd8a2;
--ok-soft:#17301f;--warn:#f3c06b;--warn-soft:#33270f}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--text);background:var(--bg)}
header.top a{color:inherit}header.top{display:flex;align-items:center;gap:.6rem;max-width:36rem;margin:0 auto;padding:1rem 1rem 0;font-size:.875rem;color:var(--muted)}
header.top b{color:var(--text);font-weight:600}
main{max-width:36rem;margin:0 auto;padding:1rem 1rem 4rem}.wide main,.wide header.top{max-width:76rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem;letter-spacing:-.01em}h2{font-size:1.125rem;line-height:1.3;margin:0 0 .75rem}
h3{font-size:1rem;margin:1rem 0 .5rem}p{margin:.5rem 0}a{color:var(--accent)}code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.875em}
pre{margin:.5rem 0;padding:.75rem;background:var(--bg);border:1px solid var(--line);border-radius:8px;overflow:auto;max-height:75vh}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:1.25rem;margin:1rem 0}
.bare main{max-width:none;padding:0}.frame-bar{display:flex;justify-content:space-between;align-items:center;height:3rem;padding:0 .75rem;border-bottom:1px solid var(--line)}
.frame-whole{border:0;display:block;width:100%;min-height:20rem}.frame-fill{border:0;display:block;width:100%;height:calc(100dvh - 3rem)}
.note{color:var(--muted);font-size:.875rem}.amount{font-size:2rem;font-weight:650;letter-spacing:-.02em;margin:.25rem 0}
.right{text-align:right}.nowrap{white-space:nowrap}.mono{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.8125rem}
label,legend{display:block;font-weight:600;font-size:.9375rem;margin:1rem 0 .3rem;padding:0}fieldset{border:0;margin:0;padding:0;min-width:0}
.hint{display:block;font-size:.8125rem;font-weight:400;color:var(--muted);margin:.25rem 0 0}.wrong{display:block;font-size:.8125rem;color:var(--danger);margin:.25rem 0 0}
input,select,textarea{width:100%;font:inherit;color:inherit;padding:.6rem .75rem;min-height:44px;border:1px solid var(--field);border-radius:8px;background:var(--surface)}
.field{min-width:0}.card>.field:first-child>label,form.card>.field:first-of-type>label,h2+.field>label{margin-top:.25rem}::placeholder{color:var(--muted);opacity:.8}input[aria-invalid=true]{border-color:var(--danger)}
label.choice{display:flex;gap:.6rem;align-items:flex-start;font-weight:400;margin:.6rem 0;min-height:28px}
.choice input{width:1.15rem;height:1.15rem;min-height:0;margin:.2rem 0 0;flex:none;accent-color:var(--accent)}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(6rem,1fr));gap:0 .75rem;align-items:end}.inline{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}
.inline label{margin:0}.inline input,.inline select{width:auto;max-width:100%}.actions{display:flex;flex-wrap:wrap;gap:.6rem;margin:1.25rem 0 0}
button,a.button{font:inherit;font-weight:600;display:inline-block;text-decoration:none;text-align:center;padding:.6rem 1.1rem;min-height:44px;border-radius:8px;
border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
button:hover,a.button:hover{background:var(--accent-hover);border-color:var(--accent-hover)}
button.quiet,a.quiet{background:var(--surface);color:var(--accent);border-color:var(--field)}button.quiet:hover,a.quiet:hover{background:var(--soft)}
button.danger{background:var(--surface);color:var(--danger);border-color:var(--danger)}button.danger:hover{background:var(--danger-soft)}
button.full{width:100%}button.small{padding:.25rem .7rem;min-height:32px;font-size:.875rem}button:disabled{opacity:.55;cursor:default}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:8px}
.alert{border:1px solid var(--danger);border-left-width:4px;background:var(--danger-soft);padding:.75rem 1rem;border-radius:8px;margin:1rem 0}
.alert.ok{border-color:var(--ok);background:var(--ok-soft)}.alert.info{border-color:var(--line);background:var(--soft)}.alert ul{margin:0;padding-left:1.1rem}
.steps{display:flex;gap:.4rem;margin:.25rem 0 1rem;padding:0;list-style:none}.steps li{flex:1}
.steps a{display:block;border-top:4px solid var(--line);padding-top:.35rem;font-size:.8125rem;color:var(--muted);text-decoration:none}
.steps li.done a{border-color:var(--ok)}.steps a[aria-current]{border-color:var(--accent);color:var(--text);font-weight:600}
summary{cursor:pointer;font-weight:600;padding:.5rem 0;min-height:44px;display:flex;align-items:center}summary::before{content:"▸";margin-right:.5rem}details[open]>summary::before{content:"▾"}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem}.figures p{margin:0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:0 1rem}.spaced{margin-top:1rem}
.places{display:flex;gap:.25rem;overflow-x:auto;margin:0 -1rem 1rem;padding:.25rem 1rem;border-bottom:1px solid var(--line)}
.places a{padding:.5rem .75rem;min-height:44px;border-radius:8px;color:var(--muted);text-decoration:none;font-weight:500;white-space:nowrap}
.places a:hover{background:var(--soft)}.places a[aria-current]{color:var(--accent);background:var(--soft)}.figure{font-size:1.375rem;font-weight:600}
.badge{display:inline-block;font-size:.75rem;font-weight:600;padding:.1rem .5rem;border-radius:99px;background:var(--soft);color:var(--accent);white-space:nowrap}
.badge.ok{background:var(--ok-soft);color:var(--ok)}.badge.warn{background:var(--warn-soft);color:var(--warn)}.badge.danger{background:var(--danger-soft);color:var(--danger)}
.scroll{overflow-x:auto;margin:0 -.25rem}table{width:100%;border-collapse:collapse;font-size:.9375rem}caption{text-align:left;font-weight:600;padding:.25rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .4rem;border-bottom:1px solid var(--line)}thead th{font-size:.8125rem;font-weight:600;color:var(--muted)}
tfoot td,tfoot th{font-weight:600}tr:last-child>td,tr:last-child>th{border-bottom:0}dl{margin:0}dl.pairs{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.35rem 1rem}
dt{color:var(--muted);font-size:.9375rem}dd{margin:0;overflow-wrap:anywhere}.empty{color:var(--muted);text-align:center;padding:1.5rem .5rem}
@media (max-width:30rem){.places{gap:0}.places a{padding:.6rem .4rem;font-size:.875rem}.steps a span{display:none}.card{padding:1rem}.actions button,.actions a.button{flex:1 1 100%}}
@media (prefers-reduced-motion:no-preference){button,a.button{transition:background .12s}}
@media print{header.top,.actions{display:none}body{background:#fff}.card{border:0;padding:0}}
`;
