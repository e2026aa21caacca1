import { rules } from '../lib/invoice/rules/index.ts';
import { families } from '../lib/invoice/rules/rule.ts';
import { syntaxRules } from '../lib/reading/xml/rules/index.ts';

const severities = { error: 'bloque', warning: 'à vérifier', info: 'conseil' } as const;
const targets = { portal: 'portail', chorus: 'Chorus Pro (flux)', afnor: 'plateforme agréée' } as const;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

interface Row {
  id: string;
  family: string;
  severity: keyof typeof severities;
  message: string;
  remedy: string;
  where: string;
  source: string;
}

/** Every rule of the tables as a page of Markdown, by who wrote it. The app shows the same on « Toutes les règles ». */
export function rulesPage(): string {
  const rows: Row[] = [
    ...rules.map((rule) => {
      const dates = [rule.validFrom && `dès le ${rule.validFrom}`, rule.validUntil && `jusqu’au ${rule.validUntil}`].filter(Boolean).join(', ');
      const where = [
        rule.targets.map((target) => targets[target]).join(', '),
        dates,
        rule.onPaper ? 'peut être confirmée' : '',
        rule.knowingly ? `on peut passer outre : « ${rule.knowingly} »` : '',
      ]
        .filter(Boolean)
        .join(' ; ');
      return { ...rule, where };
    }),
    ...syntaxRules.map((rule) => ({ ...rule, where: `fichiers ${rule.syntax === 'cii' ? 'CII et Factur-X' : 'UBL'}` })),
  ];
  const sections = families.map((family) => {
    const own = rows.filter((row) => row.family === family);
    const lines = own.map(
      ({ id, severity, message, remedy, where, source }) =>
        `| ${id} | ${severities[severity]} | ${cell(message)} ${cell(remedy)} | ${where} | ${cell(source)} |`,
    );
    return `## ${family} (${own.length})\n\n| règle | effet | ce qu’elle dit, et quoi faire | où elle vaut | d’où elle vient |\n|---|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `# Toutes les règles

${rows.length} règles. Cette page est écrite par \`npm run rules\` d’après \`lib/invoice/rules\` et \`lib/reading/xml/rules\` ; un test la tient à jour.
« Peut être confirmée » : si la facture papier porte l’anomalie, l’utilisateur peut le confirmer et envoyer quand même, là où la cible l’accepte.
« On peut passer outre » : ce que dit l’annuaire ou la mémoire de l’appareil peut être faux ; l’utilisateur continue en le sachant, et son choix est gardé.

${sections.join('\n')}`;
}
