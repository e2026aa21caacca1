/** @jsxImportSource react */
import { createRoot } from 'react-dom/client';
import { InvoiceForm } from './form.tsx';
import { Home, InvoiceList } from './space.tsx';

const place = location.pathname.split('/').pop() ?? '';
const pages: Readonly<Record<string, React.ReactNode>> = {
  saisir: <InvoiceForm form="saisir" />,
  deposer: <InvoiceForm form="deposer" />,
  factures: <InvoiceList />,
};

function App() {
  const links = { accueil: 'Accueil', saisir: 'Saisir', deposer: 'Déposer', factures: 'Synthèse' };
  return (
    <>
      <header>
        <b>Portail d’entraînement</b>
        <nav aria-label="Factures émises">
          {Object.entries(links).map(([page, word]) => (
            <a key={page} href={page} aria-current={page === place ? 'page' : undefined}>
              {word}
            </a>
          ))}
        </nav>
      </header>
      <main>{pages[place] ?? <Home />}</main>
    </>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
