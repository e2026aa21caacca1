import '../styles/invoice.css';
import { Explained } from '../parts/explained.tsx';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Quoted } from '../parts/quoted.tsx';
import { TourDoor } from '../parts/tour.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { shell, training } from '../state.ts';
import { doors as links } from '../words/fr/doors.ts';
import { help as words } from '../words/fr/help.ts';
import { trySample } from './home.tsx';

/** Static pages beside the app (pwa/site): they open without a script, and without network once the app is kept here. */
const doors: readonly [href: string, label: string, icon: IconName][] = [
  ['/guide', words.guide, 'book'],
  ['/guide/fiche', words.sheet, 'file'],
  ['/bienvenue', words.welcome, 'share'],
  ['/accessibilite', words.accessibility, 'eye'],
];

function Part({ title, text }: { title: string; text: readonly string[] }) {
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      {text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}

export default function Help(_: ScreenProps) {
  return (
    <div class="stack wide">
      <Head title={words.title} back={to()} />
      {shell.value?.surface === 'web' && training.value && (
        <div>
          <TourDoor onBegin={trySample} />
        </div>
      )}
      {shell.value?.surface === 'web' && (
        <nav class="doors" aria-label={words.guide}>
          {doors.map(([href, label, icon]) => (
            <a key={href} class="button" href={href}>
              <Icon name={icon} />
              {label}
            </a>
          ))}
        </nav>
      )}
      <Part title={words.leave} text={words.leaveText} />
      <Part title={words.training} text={words.trainingText} />
      <section class="stack">
        <h2>{words.where}</h2>
        <Explained />
      </section>
      <Part title={words.pay} text={words.payText} />
      <section class="stack">
        <h2>{words.words}</h2>
        <dl class="glossary">
          {words.glossary.map(([word, meaning]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>
                <Quoted text={meaning} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <a class="button" href={to('regles')}>
        <Icon name="book" />
        {links.rules.link}
      </a>
      <Part title={words.keyboard} text={words.keyboardText} />
    </div>
  );
}
