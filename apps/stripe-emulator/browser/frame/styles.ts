/** The Payment Element and its like. */
export const BOXED_STYLE = `
*{box-sizing:border-box}html,body{margin:0;background:transparent}[hidden]{display:none!important}
body{font:400 var(--fontSizeBase)/1.4 var(--fontFamily);color:var(--colorText);padding:4px}
.Fields{display:grid;gap:calc(var(--spacingUnit)*3)}.Pair{display:grid;grid-template-columns:1fr 1fr;gap:calc(var(--spacingUnit)*3)}
.Pair--alone{grid-template-columns:1fr}.Field{min-width:0}.InputBox{position:relative}
.Label{display:block;font-size:.93em;margin-bottom:var(--spacingUnit);color:var(--colorText)}
.Input{width:100%;font:inherit;color:inherit;background:var(--colorBackground);padding:calc(var(--spacingUnit)*3);min-height:44px;
border:1px solid var(--inputBorder);border-radius:var(--borderRadius);box-shadow:0 1px 1px rgba(0,0,0,.03),0 3px 6px rgba(0,0,0,.02);appearance:none}
.Input::placeholder{color:var(--colorTextPlaceholder);opacity:1}
.Input:focus{outline:none;border-color:var(--colorPrimary);box-shadow:0 0 0 3px color-mix(in srgb,var(--colorPrimary) 25%,transparent)}
.Input--invalid{border-color:var(--colorDanger);color:var(--colorDanger)}
.Select{padding-right:2.2em;background-image:linear-gradient(45deg,transparent 50%,currentColor 50%),linear-gradient(135deg,currentColor 50%,transparent 50%);
background-position:right 1.15em center,right .8em center;background-size:.36em .36em;background-repeat:no-repeat}
.Error{margin:var(--spacingUnit) 0 0;font-size:.87em;color:var(--colorDanger)}
.InputBox .Brand{position:absolute;right:.7em;top:50%;transform:translateY(-50%)}.InputBox:has(.Brand) .Input{padding-right:4.8em}
.Brand{font:700 .66em/1 var(--fontFamily);letter-spacing:.03em;padding:.4em .5em;border-radius:4px;background:#eef0f4;color:#3f4350}
.Brand--visa{background:#1a1f71;color:#fff}.Brand--mastercard{background:#7a1f0c;color:#fff}.Brand--amex{background:#016fd0;color:#fff}
.Brand--discover{background:#8a3d00;color:#fff}.Brand--diners{background:#0a4f86;color:#fff}.Brand--jcb{background:#0b6b37;color:#fff}.Brand--unionpay{background:#0f5c73;color:#fff}
.Tabs{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.6rem,1fr));gap:calc(var(--spacingUnit)*2);margin-bottom:calc(var(--spacingUnit)*4)}
.Tab{font:inherit;font-weight:500;text-align:left;padding:calc(var(--spacingUnit)*3);min-height:44px;border:1px solid var(--inputBorder);border-radius:var(--borderRadius);
background:var(--colorBackground);color:var(--colorTextSecondary);cursor:pointer}
.Tab--selected{border-color:var(--colorPrimary);color:var(--colorPrimary);box-shadow:0 0 0 1px var(--colorPrimary)}
.Tab:focus-visible,.AccordionButton:focus-visible{outline:3px solid color-mix(in srgb,var(--colorPrimary) 45%,transparent);outline-offset:1px}
.Accordion{border:1px solid var(--inputBorder);border-radius:var(--borderRadius);background:var(--colorBackground)}
.AccordionItem+.AccordionItem{border-top:1px solid var(--inputBorder)}
.AccordionButton{display:flex;align-items:center;gap:.7em;width:100%;font:inherit;font-weight:500;text-align:left;padding:calc(var(--spacingUnit)*4);min-height:48px;border:0;
background:none;color:var(--colorText);cursor:pointer;border-radius:var(--borderRadius)}
.AccordionItem .Panel{padding:0 calc(var(--spacingUnit)*4) calc(var(--spacingUnit)*4)}
.Radio{width:1.05em;height:1.05em;border:1.5px solid var(--colorTextSecondary);border-radius:50%;flex:none}
.AccordionItem--selected .Radio{border:.34em solid var(--colorPrimary)}
.TermsText,.RedirectText{margin:0;font-size:.87em;color:var(--colorTextSecondary)}
@media (max-width:19rem){.Pair{grid-template-columns:1fr}}
`;

/** The elements of old: nothing but the text, so that the page's box around them is the field. */
export const BARE_STYLE = `
*{box-sizing:border-box}html,body{margin:0;background:transparent;overflow:hidden}[hidden]{display:none!important}
body{font:400 16px/1.2 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#000}
.CardLine{display:flex;align-items:center;gap:.5em;min-height:1.2em}.Field{flex:0 1 auto;min-width:0}.InputBox{display:flex}
.Label,.Error{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;margin:0}
.Input{width:100%;font:inherit;line-height:1.2em;color:inherit;background:transparent;border:0;margin:0;padding:0;outline:0;height:1.2em}
.Input::placeholder{color:#757575;opacity:1}.Input--invalid{color:#eb1c26}
.CardLine>.Field:first-of-type{flex:1 1 10.5em}.CardLine>.Field:nth-of-type(2){flex:0 0 4.6em}.CardLine>.Field:nth-of-type(3){flex:0 0 2.9em}.CardLine>.Field:nth-of-type(4){flex:0 0 4em}
.CardLine--short>.Field:first-of-type{flex:0 0 5em}.CardLine--short>.Field:nth-of-type(2){flex:1 1 6em}
.CardLine--narrow>.Field:first-of-type{flex:0 0 10.5em}.CardLine--lastDigits>.Field:first-of-type{flex:0 0 2.6em}
.CardLine--lastDigits>.Field:first-of-type .Input{text-align:right}
.Brand{font:700 10px/1 system-ui,sans-serif;letter-spacing:.03em;padding:3px 4px;border-radius:3px;border:1px solid currentColor;flex:none;color:#5f6675}
.InputBox .Brand{order:-1;margin-right:.5em}
`;
