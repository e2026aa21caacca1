import { explained as words } from '../words/fr/explained.ts';

/** An order form with the two codes circled: where to look for them. It is in French, as orders are. */
export function OrderDrawing() {
  return (
    <svg class="picture" viewBox="0 0 360 250" role="img" aria-label={words.pictureAlt}>
      <rect x="30" y="10" width="300" height="232" rx="6" fill="var(--sheet)" stroke="var(--edge)" stroke-width="2" />
      <path d="M48 34h58" stroke="var(--ink)" stroke-width="7" stroke-linecap="round" />
      <path d="M48 52h84M48 66h70" stroke="var(--rule)" stroke-width="5" stroke-linecap="round" />
      <g lang="fr" font-family="inherit" font-size="13" fill="var(--ink)">
        <text x="318" y="40" font-weight="700" text-anchor="end">
          BON DE COMMANDE
        </text>
        <rect x="188" y="52" width="130" height="40" rx="8" fill="var(--doubt-wash)" stroke="var(--doubt-line)" stroke-width="2.5" />
        <text x="198" y="68" font-size="11">
          Code service
        </text>
        <text x="198" y="85" font-weight="700">
          CANTINE-01
        </text>
        <rect x="48" y="106" width="176" height="40" rx="8" fill="var(--accent-wash)" stroke="var(--accent)" stroke-width="2.5" />
        <text x="58" y="122" font-size="11">
          N° d’engagement
        </text>
        <text x="58" y="139" font-weight="700">
          2026 000 4512
        </text>
      </g>
      <path d="M48 168h180M48 186h200M48 204h150" stroke="var(--rule)" stroke-width="5" stroke-linecap="round" />
      <path d="M272 168h40M272 186h40M272 204h40" stroke="var(--rule)" stroke-width="5" stroke-linecap="round" />
      <path d="M232 222h80" stroke="var(--ink)" stroke-width="6" stroke-linecap="round" />
    </svg>
  );
}
