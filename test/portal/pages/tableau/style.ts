import { bandCss } from '../style.ts';

/** The look of an application of 2005. */
export const css = `${bandCss}
body { margin: 0; font: 12px Verdana, Geneva, sans-serif; color: #202020; background: #dfe3ea; } html:has(body.dehors) , body.dehors { height: 100%; } body.dehors { display: flex; flex-direction: column; } body.dehors iframe { flex: 1; width: 100%; border: 0; } body.dedans { padding: 10px 14px 30px; background: #eef0f4; }
.barre { background: #3c4a6b; color: #fff; width: 100%; } .barre td { padding: 8px 12px; } .barre a { color: #fff; margin-right: 18px; } .titre { font-size: 15px; color: #2a375a; } center { margin: 4px 0 10px; }
.bloc { background: #fff; border: 1px solid #8d97b0; margin-bottom: 9px; } .tete { background: #c9d1e3; color: #24315a; font-weight: bold; padding: 4px 8px; border-bottom: 1px solid #8d97b0; } .corps { padding: 7px 8px; }
table { font-size: 12px; } .in td { padding: 3px 5px; } .lib { background: #edf0f6; width: 130px; white-space: nowrap; } .lib::after { content: ' :'; }
.grille { border: 1px solid #a4adc2; border-collapse: collapse; background: #fff; margin-bottom: 6px; } .grille th { background: #d9dfec; padding: 3px 5px; border: 1px solid #a4adc2; font-weight: bold; white-space: nowrap; } .grille td { padding: 3px 5px; border: 1px solid #c7cede; } .droite { text-align: right; white-space: nowrap; }
input, select, textarea { font: 12px Verdana, Geneva, sans-serif; } .grille input[type=text] { width: 100%; min-width: 38px; box-sizing: border-box; } .grille td:has(select) { min-width: 70px; } input[readonly] { background: #e6e6e6; }
.refus { background: #fde7e4; border: 1px solid #b4483b; color: #8c1d10; margin-bottom: 9px; } .refus td { padding: 5px 8px; }
.fenetre { position: fixed; top: 70px; left: 50%; margin-left: -330px; width: 660px; height: 300px; border: 2px solid #3c4a6b; background: #fff; box-shadow: 4px 4px 0 rgba(0,0,0,.25); }
.pied { color: #5c6478; font-size: 11px; }
`;
