"""Printed strings as a hurried photograph shows them, cut out and straightened as the scan stage does: capitals 16 px high, 32 rows, baseline at row 23.

`python3 synth.py FONTS OUT COUNT SEED`: COUNT files of 4096 strips each, in faces found below the folder FONTS. `python3 synth.py FONTS look.png`: sixty of them, to look at."""
import glob
import json
import os
import random
import re
import sys

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
H, RISE, BASE = 32, 16, 23
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàâäçèéêëîïôöùûüœÀÂÇÈÉÊËÎÔ .,:;-/()+*%=#&@'!?_|<>\"°§«»€"
INDEX = {c: i + 1 for i, c in enumerate(ALPHABET)}
cv2.setNumThreads(1)
BAD = re.compile(r'STIX(Size|Integrals|Variants|NonUnicode)|Symbol|D050000|Emoji|OpenDyslexic|Hairline|Thin|ExtraLight|Conakry|LinBiolinum_K|Z003|Lobster|lobster|monof|Tamil|millimetre|Fallback|MathTeX|Noto(?!Sans-|Serif-|SansMono-|SansDisplay-|SerifDisplay-)|Black|_RZ|Humor|LinLibertine_DR|Ecolier|Gentium(Alt)', re.I)
def fonts(folder):
    found = sorted(f for f in glob.glob(os.path.join(folder, '**/*'), recursive=True) if f.lower().endswith(('.ttf', '.otf')))
    seen, kept = set(), []
    for f in found:
        name = os.path.basename(f)
        if BAD.search(name) or name in seen: continue
        try:
            font = ImageFont.truetype(f, 40)
            a, b = font.getmask('é').getbbox(), font.getmask('\uE0F3').getbbox()
            if not a or font.getlength('0') < 5 or font.getlength('É') < 5 or font.getlength('€') < 5: continue
        except Exception: continue
        seen.add(name); kept.append(f)
    return kept
COMMON = re.compile(r'Arimo|Liberation|Nimbus|Carlito|Caladea|DejaVu|OpenSans|Roboto|Lato|Inter-|Tinos|Cousine|C059|P052|URWGothic|Bookman|NotoSans|Courier', re.I)
HERE = os.path.dirname(os.path.abspath(__file__))
# Words of the product's own screens: French, and some English.
WORDS = sorted({w for f in glob.glob(os.path.join(HERE, '../../lib/ui/words/fr/*.ts')) for w in re.findall(r"[^\W\d_][^\W\d_'-]+", open(f, encoding='utf8').read())})
R = random.Random()
def d(n): return ''.join(R.choice('0123456789') for _ in range(n))
def U(n): return ''.join(R.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ') for _ in range(n))
def amount():
    n = R.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6])
    whole = str(R.randint(10 ** (n - 1), 10 ** n - 1))
    if len(whole) > 3 and R.random() < .75: whole = whole[:-3] + R.choice([' ', ' ', ' ', '.']) + whole[-3:]
    return R.choice(['', '', '', '', '-', '- ']) + whole + R.choice([',', ',', ',', '.']) + d(2) + R.choice(['', '', ' €', ' €', '€', ' EUR', ' Euros'])
MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split()
def date():
    day, month, year = R.randint(1, 31), R.randint(1, 12), R.randint(2019, 2030)
    s = R.choice(['/', '/', '/', '-', '.', ' '])
    k = R.random()
    if k < .6: return f'{day:02d}{s}{month:02d}{s}{year}'
    if k < .72: return f'{day:02d}{s}{month:02d}{s}{year % 100:02d}'
    if k < .8: return f'{year}-{month:02d}-{day:02d}'
    m = MONTHS[month - 1]
    return f'{day} {R.choice([m, m, m.capitalize(), m.upper()])} {year}'
def siret():
    s = d(14); k = R.random()
    if k < .35: return s
    if k < .7: return f'{s[:3]} {s[3:6]} {s[6:9]} {s[9:]}'
    if k < .85: return f'{s[:9]} {s[9:]}'
    return R.choice([s[:9], f'{s[:3]} {s[3:6]} {s[6:9]}'])
def vat(): return R.choice(['FR', 'FR', 'FR ']) + d(2) + R.choice(['', ' ']) + R.choice([lambda: d(9), lambda: f'{d(3)} {d(3)} {d(3)}'])()
def iban():
    s = 'FR' + d(25) if R.random() < .8 else 'FR' + d(12) + ''.join(R.choice('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') for _ in range(11)) + d(2)
    if R.random() < .75: s = ' '.join(s[i:i + 4] for i in range(0, 27, 4))
    if R.random() < .4:
        parts = s.split(' ')
        if len(parts) > 3: k = R.randint(0, len(parts) - 3); s = ' '.join(parts[k:k + R.randint(2, 5)])
    return s
def bic(): return U(4) + 'FR' + R.choice([U(2), d(1) + U(1), 'PP', '2N', '2A']) + R.choice(['', '', 'XXX', d(3), U(3)])
def code():
    """Numbers of invoices, orders, commitments and services: no language in them."""
    parts = []
    for _ in range(R.choice([1, 2, 2, 2, 3, 3])):
        parts.append(R.choice([lambda: U(R.randint(1, 4)), lambda: d(R.randint(1, 6)), lambda: d(R.randint(2, 4)), lambda: str(R.randint(2019, 2030)), lambda: U(1) + d(R.randint(2, 7)), lambda: d(2) + U(1) + d(R.randint(3, 5)),
            lambda: R.choice(['FA', 'FAC', 'F', 'FACT', 'FC', 'INV', 'BC', 'ENG', 'EJ', 'CMD', 'DEV', 'SERV', 'SVC', 'CSP', 'DAF', 'ST', 'AV', 'FV', 'FRA', 'FACTURE', 'COMPTA', 'ACHATS'])])())
    s = R.choice(['-', '-', '-', '/', '', '', '_', '.', ' ']).join(parts)
    if R.random() < .12: s = d(10)
    if R.random() < .06: s = ''.join(R.choice('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') for _ in range(R.randint(3, 10)))
    return s[:18]
def word():
    w = R.choice(WORDS)
    k = R.random()
    return w if k < .7 else w.capitalize() if k < .85 else w.upper()
def words(): return ' '.join(word() for _ in range(R.choice([1, 1, 2, 2, 3, 4])))
LABELS = ['Facture n°', 'FACTURE N°', 'Facture N° :', 'Date :', 'Date de facture', "Date d'échéance :", 'Échéance', 'SIRET', 'SIRET :', 'Siret', 'N° SIRET :', 'TVA', 'N° TVA :', 'TVA intracom.', 'IBAN', 'IBAN :', 'BIC', 'BIC :', 'Total HT', 'Total TTC', 'TOTAL TTC', 'Net à payer', 'NET À PAYER', 'Total T.V.A.', 'TVA 20 %', 'TVA 5,5 %', 'TVA 10%', "N° d'engagement :", 'Engagement', 'EJ', 'Code service :', 'Service', 'Bon de commande', 'Commande n°', 'Réf.', 'Réf :', 'N°', 'Montant', 'Tél.', 'Client', 'Du', 'le', 'Marché n°', 'RCS', 'Capital', 'Qté', 'PU HT', '-', 'Pièce n°', 'Payé']
def shuffled(): return ''.join(R.choice(ALPHABET[:62] + '-/.,:') for _ in range(R.randint(2, 12)))
VALUES = [(amount, 24), (date, 14), (siret, 11), (vat, 5), (iban, 11), (bic, 3), (code, 26), (lambda: d(R.randint(1, 8)), 3), (lambda: R.choice(['0' + d(1), '+33 ' + d(1)]) + ' ' + ' '.join(d(2) for _ in range(4)), 2), (lambda: d(5) + ' ' + word().capitalize(), 2), (lambda: str(R.randint(1, 99)) + R.choice([' %', '%', ' h', ' kg', ' u', ' m²'.replace('²', ''), ' pièces', ',00', ',5', ',50 %']), 3)]
FUN, WEIGHT = zip(*VALUES)
# What the public bodies and their suppliers are called, and what stands around it: no dictionary reads names.
TOWNS = sorted({town['nom'] for town in json.load(open(os.path.join(HERE, '../../node_modules/@etalab/decoupage-administratif/data/communes.json'), encoding='utf8'))})
SURNAMES = 'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer Lucas Meunier Jean Pérez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colas Fernandez Pierre Renard Arnaud Rolland Caron Aubert Giraud Leclerc Vidal Bourgeois Renaud Lemoine Picard Gaillard Philippe Leclercq Lacroix Fabre Dupuis Olivier Rodriguez Da&Silva Hubert Louis Charles Guillot Rivière Le&Gall Guillaume Adam Rey Moulin Gonzalez Berger Lecomte Menard Fleury Deschamps Carpentier Julien Benoît Paris Maillard Marchal Aubry Vasseur Le&Roux Renault Jacquet Collet Prévost Poirier Charpentier Royer Huet Baron Dupuy Pons Paul Laine Carre Breton Remy Schneider Perrot Guyot Barre Marty Cousin Kerjean Hervé Étienne Çelik Œuvrard'.replace('&', '\x01').split()
SURNAMES = [s.replace('\x01', ' ') for s in SURNAMES]
FIRST = 'Jean Marie Nadège Nadia Paul Sophie Hélène Éric Loïc Chloé Zoé Françoise Gaël Maël Benoît Cédric Jérôme Inès Karim Mehdi Léa Hugo Yann Anaïs Noémie Raphaël Stéphane Aurélie Émilie Océane Kévin Xavier Wilfried Quentin Ugo'.split()
TRADES = 'Boulangerie|Boulangerie-Pâtisserie|Plomberie Chauffage|Plomberie|Électricité Générale|Maçonnerie|Menuiserie|Peinture|Couverture|Garage|Transports|Informatique|Nettoyage Propreté|Imprimerie|Quincaillerie|Traiteur|Paysagiste|Serrurerie|Carrelage|Charpente|Ambulances|Fleurs|Librairie|Papeterie|Boucherie|Fromagerie|Primeurs|Taxi|Auto-école|Terrassement|Élagage|Vitrerie|Photographe|Formation|Conseil|Horizon Propreté|Bâtiment|Chauffage et Climatisation|Ateliers|Studio|Cabinet|Domaine|Ferme|Laiterie|Miellerie'.split('|')
FORMS = 'SARL|SAS|EURL|SASU|SA|EI|Ets|Société|Sté|Entreprise|SCOP|EARL|GAEC|Maison|Atelier'.split('|')
BODIES = "Mairie de|Mairie d'|Commune de|Ville de|Centre hospitalier de|Centre hospitalier de l'|Centre hospitalier d'|CHU de|CHU d'|Hôpital de|EHPAD|Lycée professionnel des|Lycée|Collège|École élémentaire|Université de|Université d'|Communauté de communes du|Communauté d'agglomération de|Conseil départemental de|Département de l'|Région|Préfecture de|Ministère de l'|Ministère de la|Syndicat mixte de|Direction départementale|CCAS de|SDIS|Office public de l'habitat|Régie de|Rectorat de|Centre communal d'action sociale|Métropole de|Musée de|Institut".split('|')
ROADS = "rue de la République|rue de l'Église|place de la Mairie|avenue Jean Jaurès|boulevard Voltaire|chemin des Écoliers|route de|impasse du Moulin|allée des Tilleuls|quai de|rue du|Z.A. de|Z.I. Nord|lieu-dit|cours Gambetta|square|place du Marché|rue Général de Gaulle|rue du 8 Mai 1945|BP|CS|Cedex|bâtiment B|1er étage".split('|')
SAYS = "TVA non applicable, art. 293 B du CGI|Pénalités de retard|Indemnité forfaitaire de 40 €|Règlement à 30 jours|Règlement par virement|Payable à réception|Pas d'escompte|Autoliquidation|Adresse de livraison|Facturé à|Livré à|Destinataire|Émetteur|Fournisseur|Désignation|Quantité|Prix unitaire HT|Montant HT|Taux de TVA|Base HT|Conditions de règlement|Entrepreneur individuel|Dispensé d'immatriculation|Service exécutant|Bon de commande|Numéro d'engagement|Numéro de marché|Merci de votre confiance|Page 1/1|Page 1 sur 2|Code APE|Assurance décennale|Coordonnées bancaires|Titulaire|Banque|Domiciliation|Échéance|Date de livraison|Période du|au|Remise|Acompte|Reste à payer|Sous-total|Total général|Acquittée|Avoir n°|Devis n°|Objet :|À l'attention de|Suivi par|Vos réf.|Nos réf.|Net commercial|Main d'œuvre|Déplacement|Fourniture et pose|Baguette tradition|Pain de campagne|heures|jours|forfait|Siège social|au capital de|RCS|RM|SIREN|NAF|Tél.|Fax|Mobile|Courriel|e-mail|Site".split('|')
def site(): s = re.sub(r'[^a-z]', '', R.choice(SURNAMES).lower()) or 'abc'; t = re.sub(r'[^a-z-]', '', R.choice(TRADES).lower().replace(' ', '-')) or 'pro'; return R.choice([f'www.{t}-{s}.fr', f'contact@{s}.fr', f'{s}.{t}@orange.fr', f'www.{s}.com', f'{t}{s}@gmail.com'])
def person(): return R.choice([f'{R.choice(FIRST)} {R.choice(SURNAMES)}', f'{R.choice(SURNAMES).upper()} {R.choice(FIRST)}', f'M. {R.choice(SURNAMES)}', f'Mme {R.choice(SURNAMES)}'])
def trade():
    t, s = R.choice(TRADES), R.choice(SURNAMES)
    return R.choice([f'{t} {s}', f'{t} {s} & Fils', f'{R.choice(FORMS)} {s}', f'{R.choice(FORMS)} {s} & Fils', f'{s} {t}', f'{t} du Centre', f'{s} Frères', f'{R.choice(FIRST)} {s} {t}', f'{t} de {R.choice(TOWNS)}', f'{R.choice(FORMS)} {t} {s}', f'{s} & {R.choice(SURNAMES)}', f'{t} {s} {R.choice(FORMS)}'])
def body():
    b = R.choice(BODIES)
    return b + ('' if b.endswith("'") else ' ') + R.choice([R.choice(TOWNS), R.choice(TOWNS), R.choice(SURNAMES), word().capitalize(), word()]) + R.choice(['', '', '', '', ' (' + word() + ')'])
def road(): return R.choice([f'{R.randint(1, 199)} {R.choice(ROADS)}', f'{R.randint(1, 99)} {R.choice(["bis", "ter"])} {R.choice(ROADS)}', f'{R.choice(ROADS)} {R.choice(TOWNS)}', f'{d(5)} {R.choice(TOWNS)}', f'{d(5)} {R.choice(TOWNS).upper()}', f'BP {d(R.randint(2, 5))}', f'CS {d(5)}', f'{d(5)} {R.choice(TOWNS).upper()} CEDEX'])
def named():
    s = R.choices([trade, body, road, person, site, lambda: R.choice(SAYS), lambda: R.choice(TOWNS), lambda: f'{R.choice(SAYS)} {word()}', lambda: f'{R.choice(SAYS)} : {R.choice(TOWNS)}'], [20, 22, 14, 8, 5, 14, 5, 7, 5])[0]()
    if R.random() < .12: s = s.upper()
    if len(s) > 32:
        k = R.randint(0, len(s) - 30); s = s[k:k + 32]
        if ' ' in s[1:-1]: s = s[s.index(' ') + 1:] if k else s[:s.rindex(' ')]
    return s
# A share of all strips.
NAMES = .25
def text():
    k = R.random()
    value = R.choices(FUN, WEIGHT)[0]
    if R.random() < NAMES: s = named()
    elif k < .6: s = value()
    elif k < .76: s = R.choice(LABELS) + R.choice([' ', ' ', ' ', ' : ']) + value()
    elif k < .92: s = words()
    else: s = shuffled()
    return re.sub(r' +', ' ', ''.join(c for c in s if c in INDEX)).strip()[:34]
FONTS, FREQUENT, HANDS = [], [], []
# Faces that imitate handwriting, by the names of their files.
HAND = re.compile(r'dkg|Rufscript|breip|KleeOne|DancingScript|Havana', re.I)
_cache = {}
def font_at(path, size):
    key = (path, size)
    if key not in _cache:
        if len(_cache) > 3000: _cache.clear()
        _cache[key] = ImageFont.truetype(path, size)
    return _cache[key]
def between(a, b): return R.uniform(a, b)
def render(s):
    path = R.choice(HANDS) if HANDS and R.random() < .03 else R.choice(FREQUENT) if R.random() < .55 else R.choice(FONTS)
    size = 56
    font = font_at(path, size)
    box = font.getmask('H').getbbox()
    cap = box[3] - box[1]
    if cap < 15: raise ValueError
    spacing = R.choice([0, 0, 0, 0, 0, 0, between(0, 5), between(-1.5, 0), between(4, 14)])
    pad = size
    if spacing == 0:
        width = int(font.getlength(s)) + 2 * pad
        image = Image.new('L', (width, size * 3), 255)
        ImageDraw.Draw(image).text((pad, size * 2), s, font=font, fill=0, anchor='ls')
    else:
        width = int(sum(font.getlength(c) + spacing for c in s)) + 2 * pad
        image = Image.new('L', (width, size * 3), 255)
        draw, x = ImageDraw.Draw(image), float(pad)
        for c in s: draw.text((x, size * 2), c, font=font, fill=0, anchor='ls'); x += font.getlength(c) + spacing
    return np.asarray(image), cap, size * 2, pad
def noise_of(shape, sigma, smooth):
    n = np.random.randn(*shape).astype(np.float32)
    if smooth > .2:
        n = cv2.GaussianBlur(n, (0, 0), smooth); n /= n.std() + 1e-6
    return n * sigma
def sample(hard=None):
    while True:
        s = text()
        if not s: continue
        try: ink, cap, base, pad = render(s)
        except (ValueError, TypeError, OSError): continue
        break
    hard = R.random() if hard is None else hard
    # capitals in pixels of the raw photograph
    raw = 6.5 + 14 * (R.random() ** 1.7) if R.random() < .85 else between(14, 28)
    wide = between(.88, 1.14)
    k = raw / cap
    img = ink.astype(np.float32) / 255
    # paler, thinner or thicker ink
    if R.random() < .25: img = cv2.erode(img, np.ones((R.choice([2, 3]),) * 2)) if R.random() < .6 else cv2.dilate(img, np.ones((2, 2)))
    if R.random() < .08: # bands of a tired print head
        rows = 1 - between(.2, .7) * (np.sin(np.arange(img.shape[0]) * between(.15, .7) + between(0, 6)) > between(.0, .8))
        img = 1 - (1 - img) * rows[:, None].astype(np.float32)
    # optics, in pixels of the raw photograph
    sigma = min(between(.2, .75) if R.random() < .5 else between(.5, 1.25), .36 + .05 * raw)
    img = cv2.GaussianBlur(img, (0, 0), max(.3, sigma / k))
    if R.random() < .55:
        length = min(between(.5, 2.8), .2 * raw) / k
        size = int(length) | 1
        if size >= 3:
            kernel = np.zeros((size, size), np.float32); a = between(0, np.pi); c = size // 2
            cv2.line(kernel, (int(c - np.cos(a) * c), int(c - np.sin(a) * c)), (int(c + np.cos(a) * c), int(c + np.sin(a) * c)), 1.0, 1)
            img = cv2.filter2D(img, -1, kernel / kernel.sum())
    # onto the sensor: turned, sheared, at a place between pixels
    turn = between(-.012, .012) if R.random() < .7 else between(-.12, .12)
    slant = between(-.03, .03) if R.random() < .7 else between(-.22, .22)
    h = int(img.shape[0] * k) + 8; w = int(img.shape[1] * k * wide) + 8
    m = np.array([[k * wide, -slant * k, slant * k * base + between(0, 1) + 2], [0, k, between(0, 1) + 2]], np.float32)
    if abs(turn) > .012: m[1, 0] = turn * k * .3; m[0, 1] += -turn * k
    # averaged over the pixel: smoothed first (sigma above is at least .3), then taken
    pre = .35 / k
    img = cv2.GaussianBlur(img, (0, 0), pre)
    img = cv2.warpAffine(img, m, (w, h), flags=cv2.INTER_LINEAR, borderValue=1.0)
    ys = base * k + m[1, 2]; x0, x1 = pad * k * wide + m[0, 2], w - pad * k * wide
    # light: paper between bright and dim, ink between black and pale
    paper = between(150, 245) if R.random() < .7 else between(60, 160)
    contrast = between(.55, .95) if R.random() < .8 else between(.3, .6)
    grad = np.linspace(0, 1, w, dtype=np.float32)[None, :] * between(-.2, .2) + np.linspace(0, 1, h, dtype=np.float32)[:, None] * between(-.12, .12) + 1
    if R.random() < .12:
        at = between(0, w); grad = grad * (1 - between(.15, .5) / (1 + np.exp(np.clip((at - np.arange(w, dtype=np.float32)[None, :]) / between(1, 12), -30, 30))))
    img = paper * grad * (1 - contrast * (1 - img))
    if R.random() < .1: # crumpled: soft bumps of light
        bumps = cv2.resize(np.random.randn(3, max(2, w // 20)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
        img = img * (1 + bumps * between(.02, .07))
    strength = min(between(0, 5) if R.random() < .4 else between(3, 14), paper * contrast * (.05 + .005 * raw))
    img = img + noise_of(img.shape, strength, R.choice([0, 0, .5, .8]))
    img = np.clip(img, 0, 255)
    img = cv2.imdecode(cv2.imencode('.jpg', img.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, R.randint(42, 88)])[1], 0)
    # the page as scanned: enlarged, its light made even
    up = between(.95, 1.7) if raw < 14 else between(.7, 1.1)
    page = cv2.resize(img, None, fx=up, fy=up, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    level = max(20.0, np.percentile(page, 85))
    if R.random() < .7:
        wide_light = cv2.GaussianBlur(page, (0, 0), 12 * up); page = page / np.maximum(wide_light if R.random() < .5 else level, 20) * 238
    else: page = page / level * 238
    page = np.clip(page, 0, 255)
    # set afresh: capitals 16 high, as well as the scan stage measured them
    rk = k * up
    rise_error = between(.9, 1.12) if R.random() < .8 else between(.72, 1.35)
    scale = RISE * rise_error / (cap * rk)
    baseline = ys * up; left = x0 * up - RISE * .25 / scale
    width = int((x1 - x0) * up * scale + RISE * .5 + between(-3, 5))
    if width < 10 or width > 420: return sample(hard)
    dy = between(-1.2, 1.2) if R.random() < .85 else between(-3, 3)
    m2 = np.array([[scale, 0, -left * scale + between(-1.5, 1.5)], [0, scale, BASE - baseline * scale + dy]], np.float32)
    if scale < .7: page = cv2.GaussianBlur(page, (0, 0), .4 / scale)
    strip = cv2.warpAffine(page, m2, (width, H), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    p85, p03 = np.percentile(strip, 85), np.percentile(strip, .3)
    gain = min(1.5, 235 / max(20, p85 - p03))
    strip = np.clip(np.floor(245 - (p85 - strip) * gain), 0, 255)
    # what does not belong: a rest of a rule, of the line above or below, of a frame
    if R.random() < .08: y = R.choice([0, 1, 2, 29, 30, 31]); a = R.randint(0, width); strip[y, a:a + R.randint(5, 80)] = between(60, 200)
    if R.random() < .05: x = R.choice([0, 1, 2, width - 1, width - 2, width - 3]); strip[:, max(0, min(width - 1, x))] = between(60, 200)
    if R.random() < .05:
        x, y = R.randint(0, width - 1), R.choice([0, 1, 2, 28, 29, 30]); strip[y:y + 3, x:x + R.randint(2, 8)] = between(80, 200)
    return strip.astype(np.uint8), s
def shard(path, n):
    images, labels = [], []
    for _ in range(n):
        a, s = sample()
        images.append(a)
        labels.append(s)
    np.savez(path + '.tmp.npz', flat=np.concatenate([a.ravel() for a in images]), widths=np.array([a.shape[1] for a in images], np.int32), labels=np.array(labels))
    os.rename(path + '.tmp.npz', path + '.npz')


if __name__ == '__main__':
    every = fonts(sys.argv[1])
    HANDS = [f for f in every if HAND.search(os.path.basename(f))]
    FONTS = [f for f in every if f not in HANDS]
    FREQUENT = [f for f in FONTS if COMMON.search(os.path.basename(f))] or FONTS
    if sys.argv[2].endswith('.png'):
        rows = []
        for _ in range(60):
            a, s = sample()
            row = np.full((H + 4, 430), 255, np.uint8)
            row[2:2 + H, :a.shape[1]] = a[:, :430]
            rows.append(row)
        cv2.imwrite(sys.argv[2], np.hstack([np.vstack(rows[:30]), np.vstack(rows[30:])]))
    else:
        out, count, seed = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        R.seed(seed)
        np.random.seed(seed)
        os.makedirs(out, exist_ok=True)
        for i in range(count):
            shard(os.path.join(out, f'{seed}-{i:04d}'), 4096)
