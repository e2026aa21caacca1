import { bandCss } from '../style.ts';

export const css = `${bandCss}
* { box-sizing: border-box; } body { margin: 0; font: 16px/1.5 Georgia, "Times New Roman", serif; color: #24211c; background: #faf8f4; } .site { padding: 16px 28px; font-size: 18px; border-bottom: 1px solid #ddd5c8; background: #fff; }
.feuille { max-width: 620px; margin: 0 auto; padding: 20px 24px 80px; } h1 { font-size: 26px; font-weight: 600; } fieldset { border: 0; padding: 0; margin: 0 0 12px; } legend { font-weight: 600; padding: 8px 0; } p { margin: 0 0 12px; } label { display: block; }
input:not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea { width: 100%; font: inherit; padding: 8px 10px; border: 1px solid #bdb3a3; border-radius: 5px; background: #fff; } table { width: 100%; } td:first-child { width: 40%; }
button { font: inherit; padding: 9px 20px; border-radius: 5px; border: 1px solid #5a4a2f; background: #5a4a2f; color: #fff; cursor: pointer; }
`;
