import '../../lib/ui/tokens.css';
import '../../lib/ui/styles/base.css';
import '../../lib/ui/styles/parts.css';
import '../../lib/ui/styles/signs.css';
import '../../lib/ui/styles/shell.css';
import '../../lib/ui/styles/home.css';
import '../../lib/ui/styles/invoice.css';
import './design.css';
import { type ComponentChildren, render } from 'preact';
import { Parts } from './parts.tsx';
import { Tokens } from './tokens.tsx';

/**
 * `npm run design`: every token and every part in its states, in the light and in the dark beside each other, with the app's own sheets and components.
 * What is changed there is changed here at once.
 */
function Both({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="design-both">
      <h2>{title}</h2>
      <div>
        <div class="design-side light">{children}</div>
        <div class="design-side dark">{children}</div>
      </div>
    </section>
  );
}

function Design() {
  return (
    <main class="design">
      <h1>Les pièces de Coursier</h1>
      <Tokens Both={Both} />
      <Parts Both={Both} />
    </main>
  );
}

const root = document.getElementById('app');
if (root) render(<Design />, root);
