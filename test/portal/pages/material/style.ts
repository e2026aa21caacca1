import { bandCss } from '../style.ts';

/** After the look of Angular Material: one violet, floating labels, raised cards. Each shadow root has its own sheet. */
const tokens = ':host { --main: #4b3f92; --line: #bcb9c6; --soft: #65616f; --bad: #b3261e; --paper: #fff; box-sizing: border-box; }';
const buttons =
  'button { font: 500 14px/1 system-ui, sans-serif; padding: 11px 18px; border-radius: 20px; cursor: pointer; } .stroked { background: #fff; color: var(--main); border: 1px solid var(--line); } .raised { background: var(--main); color: #fff; border: 1px solid var(--main); }';

/** The page itself, where the overlays open. */
export const css = `${bandCss}
body { margin: 0; background: #f5f4f8; font: 15px/1.5 system-ui, Roboto, sans-serif; color: #1f1d26; }
.cdk-overlay-container { position: fixed; inset: 0; z-index: 900; } .cdk-overlay-backdrop { position: absolute; inset: 0; } .mat-panel { position: absolute; max-height: 270px; overflow: auto; background: #fff; border-radius: 4px; box-shadow: 0 4px 18px rgba(30,20,70,.28); padding: 6px 0; } .mat-option { padding: 10px 16px; cursor: pointer; min-height: 22px; } .mat-option:hover, .mat-option[aria-selected=true] { background: #ece9f7; }
`;

export const rootCss = `${tokens}
header { background: var(--main); color: #fff; padding: 0 28px; display: flex; gap: 34px; align-items: center; flex-wrap: wrap; box-shadow: 0 2px 5px rgba(0,0,0,.25); } header b { font-size: 17px; font-weight: 500; padding: 16px 0; } nav { display: flex; gap: 4px; } nav a { color: #e6e2fa; text-decoration: none; padding: 17px 14px 13px; border-bottom: 4px solid transparent; } nav a:hover, nav a[aria-current] { color: #fff; border-color: #cfc6ff; }
main { max-width: 1040px; margin: 0 auto; padding: 10px 24px 90px; display: block; } a { color: var(--main); } p { margin: 8px 0; }
`;

export const formCss = `${tokens} :host { display: block; } ${buttons}
h1 { font-size: 24px; font-weight: 500; margin: 20px 0 16px; } .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); gap: 6px 20px; } .grid > [hidden] { display: none; } .wide { grid-column: 1 / -1; } .row { border-bottom: 1px solid #e4e1ec; margin-bottom: 14px; padding-bottom: 6px; }
.actions { display: flex; gap: 12px; justify-content: flex-end; padding: 6px 0; } .errors p { background: #fbe9e7; color: var(--bad); padding: 9px 16px; margin: 0 0 8px; border-radius: 4px; }
.fact { margin: 6px 0; display: grid; align-content: start; } .fact span { color: var(--soft); font-size: 13px; } .fact b { font-weight: 500; overflow-wrap: anywhere; } .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 0 20px; } .chip { display: inline-block; background: #ece9f7; color: var(--main); padding: 3px 12px; border-radius: 14px; margin: 0 0 6px; } ol { margin: 12px 0 0; padding-left: 20px; } a { color: var(--main); }
`;

export const cardCss = `${tokens} :host { display: block; margin-bottom: 16px; } section { background: var(--paper); border-radius: 6px; padding: 18px 22px; box-shadow: 0 1px 4px rgba(30,20,70,.18); } h2 { font-size: 17px; font-weight: 500; margin: 0 0 14px; }`;

export const controlCss = `${tokens} :host { display: block; min-width: 0; padding-bottom: 4px; } :host([hidden]) { display: none; } ${buttons}
* { box-sizing: border-box; } .box { position: relative; border: 1px solid var(--line); border-radius: 4px; min-height: 54px; background: #fff; } .box:focus-within { border-color: var(--main); box-shadow: inset 0 0 0 1px var(--main); } :host([invalid]) .box { border-color: var(--bad); }
.box .floating { position: absolute; left: 12px; right: 30px; top: 16px; color: var(--soft); pointer-events: none; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; transition: .1s; } :host([filled]) .floating, .box:focus-within .floating { top: 5px; font-size: 12px; } .star { color: var(--bad); }
input:not([type=radio]):not([type=checkbox]):not([type=file]), textarea { width: 100%; border: 0; outline: 0; background: transparent; font: inherit; color: inherit; padding: 23px 12px 7px; } input::placeholder { color: transparent; } .box:focus-within input::placeholder { color: #8d8998; } textarea { display: block; resize: vertical; }
.trigger { padding: 23px 32px 7px 12px; min-height: 52px; cursor: pointer; outline: 0; position: relative; } .trigger .value { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-height: 1.5em; } .arrow, .mark { position: absolute; right: 12px; top: 17px; color: var(--soft); pointer-events: none; }
.group { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; padding: 6px 0; } .group .floating { flex: 1 1 100%; color: var(--soft); font-size: 13px; } .radio { display: inline-flex; gap: 6px; align-items: center; } input[type=radio], input[type=checkbox] { accent-color: var(--main); width: 17px; height: 17px; margin: 0; } .hidden { position: absolute; width: 1px; height: 1px; opacity: 0; }
.hint, .error { font-size: 12px; line-height: 1.4; padding: 2px 12px 0; } .hint { color: var(--soft); } .error { color: var(--bad); min-height: 19px; }
`;
