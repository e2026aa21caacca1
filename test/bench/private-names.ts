/**
 * Five hundred names of private firms such as a baker's drawer of invoices holds: invented, or of kinds everybody knows. Many carry a town or a public
 * word on purpose ("Café de la Mairie"). None may ever be filled in as the public body to bill.
 */
const known =
  'La Poste;Orange SA;Orange;SNCF Voyageurs;EDF;EDF Entreprises;Engie;Total Énergies;Carrefour Market;Carrefour Paris;Leclerc Rennes;Intermarché Vannes;Auchan Lille;Lidl;' +
  'Metro Cash & Carry;Métro France;Promocash Nantes;Transgourmet;Brake France;Pomona;Grands Moulins de Paris;Moulins Bourgeois;Moulin de la Chaume;Crédit Agricole;' +
  'Crédit Mutuel de Bretagne;Banque Populaire;BNP Paribas;Société Générale;Caisse d’Épargne;La Banque Postale;MAIF;MAAF;Groupama;AXA France;Allianz;MMA;Harmonie Mutuelle;' +
  'Veolia Eau;Suez Eau France;Saur;Dalkia;Eiffage;Bouygues Construction;Vinci;Colas;Spie Batignolles;Elior;Sodexo;Compass Group;API Restauration;Ansamble;Scolarest;' +
  'SFR;Bouygues Telecom;Free;Free Mobile;OVH;Amazon France;Fnac Darty;Boulanger;Castorama;Leroy Merlin;Bricomarché;Brico Dépôt;Point P;Rexel;Sonepar;Manutan;Bureau Vallée;' +
  'Lyreco;Raja;Bruneau;Michelin;Peugeot;Renault Trucks;Citroën;Norauto;Feu Vert;Midas;Euromaster;Kiloutou;Loxam;Rentokil;Elis;Initial;Anett;Securitas;Onet;Samsic;GSF;Derichebourg';
const tricky =
  'Café de la Mairie;Restaurant de la Mairie;Bar de la Mairie;Tabac de la Mairie;Pharmacie de la Mairie;Boulangerie de la Mairie;Hôtel de la Mairie;Garage de la Mairie;' +
  'Brasserie de l’Hôtel de Ville;Café de l’Hôtel de Ville;Hôtel de Ville Restaurant;Pharmacie de l’Hôpital;Fleurs de l’Hôpital;Taxi de l’Hôpital;Ambulances du Centre Hospitalier;' +
  'Café du Collège;Auto-école du Lycée;Librairie du Lycée;Pizzeria du Lycée;Le Bistrot du Collège;Collège de Paris Ascencia;Collège Bilingue International;Lycée Privé Sainte-Marie;' +
  'Lycée Hôtelier Privé Saint-Joseph;École de Conduite Française;École des Gourmets;École Supérieure de Commerce privée;Institut Capillaire;Institut de Beauté Lyon;' +
  'Clinique Saint-Jean;Clinique du Parc Lyon;Polyclinique de Rennes;Hôpital Privé Jean Mermoz;Hôpital Privé des Peupliers;Résidence Les Jardins d’Arcadie;Résidence Korian;' +
  'EHPAD Korian Les Oliviers;Orpea La Roseraie;DomusVi;Maison de retraite privée Les Lilas;Mutualité Française;Syndicat des copropriétaires Le Parc;Syndic Foncia;Foncia Toulouse;' +
  'Nexity;Century 21 Mairie;Orpi Hôtel de Ville;Presse de la Ville;Ville et Jardin;Villa des Communes;Commune Image;La Commune Café;Communauté Emmaüs;Emmaüs Nantes;' +
  'La Métropole Hôtel;Hôtel Métropole Lyon;Métropole Taxi;Région Sud Peinture;Régie Immobilière de Lyon;Office Notarial de Vannes;Caisse Locale Groupama;Département Conseil;' +
  'Université du Vin;Campus Coiffure;Crèche Babilou;Les Petits Chaperons Rouges;Crèche privée Les Lutins;Cantine Savoureuse;Cantine de Paris;La Cantine du Marché;' +
  'Le Grand Paris Boulanger;Saint-Étienne Automobiles;Rennes Motoculture;Nantes Plomberie;Les Halles de Lyon;Marseille Nettoyage;Lille Bureautique;Toulouse Emballages';
const trades =
  'SARL Boulangerie;Boucherie;Garage;Plomberie;EURL Menuiserie;SAS Transports;Fleuriste;Pressing;Librairie;Maçonnerie;Restaurant;Pharmacie;Cabinet;Ets;Électricité;Chez;SCI'.split(
    ';',
  );
const people =
  'Martin;Le Goff;Bernard;Dubois;Robert Frères;Petit;Durand et Fils;Leroy;Moreau;Simon;Laurent Père et Fils;Lefebvre;Saint-Denis;de Lyon;du Centre;de Bretagne;Le Havre;Saint-Malo'.split(
    ';',
  );
const plain =
  'Durand;Dupont et associés;Au Bon Pain;Le Fournil d’Élise;Aux Délices;La Mie Dorée;Chez Paul;Le Petit Creux;Atelier Nord;Studio Lumière;Groupe Horizon;Alpha Conseil;' +
  'Delta Services;Azur Nettoyage;Vert Paysage;Sud Énergie;Ouest Impression;Nord Sécurité;Est Logistique;Centre Auto;Jean Dupont;Marie Lambert;Pierre Rousseau;Paul Girard;' +
  'Villeneuve Distribution;Beaumont Traiteur;Bellevue;Montaigu Matériaux;Fontaine Père et Fils;Chevalier;Dubreuil;Moulin Vert;Beauvais International;Clermont Pneus;' +
  'Saint-Martin Boissons;Sainte-Marie Viandes;Belmont;Rochefort Primeurs;Valence Fruits;Tours Surgelés;Orléans Papiers;Brest Marée;Lorient Poissons;Quimper Beurre';

const crossed = trades.flatMap((trade) => people.map((name) => `${trade} ${name}`));
export const privateNames: readonly string[] = [...new Set([...known.split(';'), ...tricky.split(';'), ...plain.split(';'), ...crossed])].slice(
  0,
  500,
);
