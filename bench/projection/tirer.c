// The draws of packages/prevoyance/src/projection/vivre.ts, operation for operation. SOCLE_C comes before.
#define ANNEES 6
#define AN 365
#define HORIZON (ANNEES * AN)
#define MOIS 73
#define AGES 60
#define M 6
#define MASQUE 1023
typedef struct { uint32_t a, b; } Paire;
static inline Paire threefry(uint32_t k0, uint32_t k1, uint32_t c0, uint32_t c1) {
#define T(r) x += y; y = (y << r) | (y >> (32 - r)); y ^= x;
  uint32_t k2 = 0x1bd11bda ^ k0 ^ k1, x = c0 + k0, y = c1 + k1;
  T(13) T(15) T(26) T(6) x += k1; y += k2 + 1;
  T(17) T(29) T(16) T(24) x += k2; y += k0 + 2;
  T(13) T(15) T(26) T(6) x += k0; y += k1 + 3;
  T(17)
  return (Paire){x, y};
}
static double *logarithme, delais[64 * 8];
static inline double exponentielle(uint32_t u) {
  uint32_t v = u == 0 ? 1 : u;
  int zeros = __builtin_clz(v);
  uint32_t mantisse = v << zeros, rang = (mantisse >> 19) & 4095;
  double reste = (mantisse & 0x7ffff) * (1.0 / 524288), l0 = logarithme[rang];
  return (zeros + 1) * 0.6931471805599453 + (l0 + (logarithme[rang + 1] - l0) * reste);
}
// Numbers of eight events of draws side by side, drawn together: a loop without branches, that the compiler turns into vectors.
#define SEMIS 8
#define COTE_A_COTE 64
static uint32_t premiers[COTE_A_COTE * SEMIS], seconds[COTE_A_COTE * SEMIS];
static inline void semer(uint32_t k0, uint32_t k1, uint32_t debut, uint32_t fin, uint32_t evenement, size_t place) {
  size_t depart = place;
  for (uint32_t t = debut; t < fin; t++, place += SEMIS)
    for (uint32_t i = 0; i < SEMIS; i++) {
      Paire n = threefry(k0, k1, t, evenement + i);
      premiers[place + i] = n.a;
      seconds[place + i] = n.b;
    }
  for (size_t i = depart; i < place; i++) delais[i] = exponentielle(premiers[i]);
}
static size_t nombre, lots, options, tirages, bloc;
static uint32_t graine;
static double finInvalidite;
static uint32_t *cle, *seuilCld, *seuilInvalidite, *joursAvantAge;
static uint8_t *lot, *tranche, *age;
static uint16_t *plein, *demi, *dureeCmo, *dureeLongue;
static double *cmo, *longue, *sortie, *assietteJour, *indemnite, *indemniteJour, *rente, *renteJour;
static double *fragilite, *qDemi, *qPassage, *qRente, *parAn, *plusHaut;
static double *cellules, compteurs[8];
static const int NATURE_PLEIN[3] = {90, 365, 1095}, NATURE_TERME[3] = {365, 1095, 1825};

static inline int plusPetit(int a, int b) { return a < b ? a : b; }
static inline int plusGrand(int a, int b) { return a > b ? a : b; }

static void payer(double *ici, double *survenance, size_t montants, int d, int f, const double *jour, int retire) {
  for (int depuis = d; depuis < f && depuis < HORIZON;) {
    int annee = depuis / AN, bout = plusPetit(f, (annee + 1) * AN), jours = bout - depuis;
    double *cases = ici + annee * options * M;
    for (size_t o = 0; o < options; o++) {
      double du = jours * jour[montants + o];
      cases[o * M + 1] += du;
      survenance[o * M + 4] += du;
      if (retire) cases[o * M] += jours * assietteJour[montants + o];
    }
    depuis = bout;
  }
}
static void provisionner(double *ici, double *survenance, size_t montants, int a, int nature, int d, int f) {
  for (int annee = d / AN; annee < ANNEES && (annee + 1) * AN < f; annee++) {
    int mois = ((annee + 1) * AN - d) / (AN / 12.0);
    size_t ligne = (size_t)(nature * AGES + a) * MOIS + plusPetit(MOIS - 1, mois);
    for (size_t o = 0; o < options; o++) {
      double du = qDemi[ligne] * indemnite[montants + o] + qPassage[ligne] * rente[montants + o];
      ici[annee * options * M + o * M + 2] += du;
      if (annee == ANNEES - 1) survenance[o * M + 5] += du;
    }
  }
}
static void provisionnerRente(double *ici, double *survenance, size_t montants, int a, int d, int f) {
  for (int annee = d / AN; annee < ANNEES && (annee + 1) * AN < f; annee++) {
    int mois = ((annee + 1) * AN - d) / (AN / 12.0);
    double facteur = qRente[a * MOIS + plusPetit(MOIS - 1, mois)];
    for (size_t o = 0; o < options; o++) {
      double du = facteur * rente[montants + o];
      ici[annee * options * M + o * M + 3] += du;
      if (annee == ANNEES - 1) survenance[o * M + 5] += du;
    }
  }
}
static void tirer(size_t debut, size_t fin, size_t origine, double *sorties) {
  size_t parLot = ANNEES * options * M, parAnnee = options * M, parTirage = lots * parLot;
  double finRente = finInvalidite / AN;
  static int debuts[MASQUE + 1], fins[MASQUE + 1];
  for (size_t a = 0; a < nombre; a++) {
    double frequence = cmo[a], l = longue[a], fixe = l + sortie[a];
    const uint16_t *durees = dureeCmo + tranche[a] * 4096;
    int p = plein[a], dm = demi[a], ag = age[a];
    size_t montants = a * options;
    semer(cle[a], graine, debut, fin, 0, 0);
    static double expositions[COTE_A_COTE], attentes[COTE_A_COTE];
    for (size_t i = 0; i < fin - debut; i++) {
      expositions[i] = fragilite[premiers[i * SEMIS] >> 20];
      attentes[i] = 1 / (frequence * expositions[i] * plusHaut[debut + i] + fixe);
    }
    for (size_t t = debut; t < fin; t++) {
      size_t semis = (t - debut) * SEMIS;
      double *ici = sorties + (t - origine) * parTirage + lot[a] * parLot;
      double haut = plusHaut[t];
      uint32_t evenement = 0, n;
#define SUIVANT                                                             \
  evenement++;                                                              \
  if (evenement % SEMIS == 0) semer(cle[a], graine, t, t + 1, evenement, semis); \
  n = semis + evenement % SEMIS;
      double z = expositions[t - debut];
      double plafond = frequence * z * haut, total = plafond + fixe, attente = attentes[t - debut], jour = 0;
      unsigned queue = 0, tete = 0;
      int somme = 0, annees = 0;
      for (;;) {
        SUIVANT
        jour += delais[n] * attente;
        if (!(jour < HORIZON)) break;
        double lequel = seconds[n] * 0x1p-32 * total;
        int premier = jour, annee = premier / AN;
        double *survenance = ici + annee * parAnnee;
        if (lequel < plafond) {
          if (lequel >= frequence * z * parAn[t * ANNEES + annee]) continue;
          SUIVANT
          int duree = durees[premiers[n] >> 20], dernier = premier + duree;
          int pris = somme;
          if (somme + duree > p) {
            int limite = premier - AN;
            while (queue < tete && fins[queue & MASQUE] <= limite) {
              somme -= fins[queue & MASQUE] - debuts[queue & MASQUE];
              queue++;
            }
            pris = somme;
            if (queue < tete && debuts[queue & MASQUE] < limite) pris -= limite - debuts[queue & MASQUE];
          }
          debuts[tete & MASQUE] = premier;
          fins[tete & MASQUE] = dernier;
          tete++;
          somme += duree;
          int enPlein = plusPetit(duree, plusGrand(0, p - pris));
          int enDemi = plusPetit(duree - enPlein, plusGrand(0, dm - plusGrand(0, pris - p)));
          if (enDemi > 0)
            payer(ici, survenance, montants, premier + enPlein, premier + enPlein + enDemi, indemniteJour, 1);
          if (premier / AN != dernier / AN) provisionner(ici, survenance, montants, ag, 0, premier, dernier);
          int derniere = plusPetit(ANNEES - 1, (dernier - 1) / AN);
          annees |= (2 << derniere) - (1 << annee);
          if (annee > 0) {
            compteurs[0]++;
            if (duree <= 10) compteurs[2]++;
            if (enDemi > 0) compteurs[7]++;
          }
          compteurs[1] += plusGrand(0, plusPetit(dernier, HORIZON) - plusGrand(premier, AN));
          jour = dernier;
          continue;
        }
        SUIVANT
        uint32_t quantile = premiers[n];
        if (lequel < plafond + l) {
          uint32_t deux = seconds[n];
          int nature = (deux & 65535) < seuilCld[a] ? 2 : 1;
          int dernier = premier + plusPetit(NATURE_TERME[nature], dureeLongue[quantile >> 20]);
          int passage = premier + NATURE_PLEIN[nature];
          if (dernier > passage) payer(ici, survenance, montants, passage, dernier, indemniteJour, 1);
          provisionner(ici, survenance, montants, ag, nature, premier, dernier);
          if (annee > 0) compteurs[4]++;
          compteurs[5] += plusGrand(0, plusPetit(dernier, HORIZON) - plusGrand(premier, AN));
          jour = dernier;
          if (!(deux >> 16 < seuilInvalidite[a] && dernier < HORIZON)) continue;
          if (dernier >= AN) compteurs[6]++;
          SUIVANT
          double vie = finRente > 0 ? delais[n] / finRente : HORIZON;
          int bout = dernier + (int)(vie < joursAvantAge[a] ? vie : joursAvantAge[a]);
          payer(ici, survenance, montants, dernier, bout, renteJour, 0);
          provisionnerRente(ici, survenance, montants, ag, dernier, bout);
          quantile = seconds[n];
        }
        z = fragilite[quantile >> 20];
        plafond = frequence * z * haut;
        total = plafond + fixe;
        attente = 1 / total;
        queue = tete;
        somme = 0;
      }
      compteurs[3] += __builtin_popcount(annees >> 1);
    }
  }
}
// The same fingerprint as the engine's.
static uint32_t ea = 0x811c9dc5, eb = 0x1b873593;
static void empreinte(const double *x, size_t n) {
  const uint32_t *mots = (const uint32_t *)x;
  for (size_t i = 0; i < 2 * n; i++) {
    ea = (ea ^ mots[i]) * 0x01000193;
    eb = ((eb + mots[i]) * 0x85ebca6b) ^ (eb >> 13);
  }
}
int main(int argc, char **argv) {
  if (argc != 2) return 2;
  ouvrir(argv[1]);
  double *c = prendre(64);
  nombre = c[0]; lots = c[1]; options = c[2]; tirages = c[3]; bloc = c[4]; graine = c[5]; finInvalidite = c[6];
#define PRENDRE(nom, taille, n) nom = prendre((taille) * (n))
  PRENDRE(cle, 4, nombre); PRENDRE(lot, 1, nombre); PRENDRE(tranche, 1, nombre); PRENDRE(age, 1, nombre);
  PRENDRE(plein, 2, nombre); PRENDRE(demi, 2, nombre); PRENDRE(seuilCld, 4, nombre);
  PRENDRE(seuilInvalidite, 4, nombre); PRENDRE(joursAvantAge, 4, nombre);
  PRENDRE(cmo, 8, nombre); PRENDRE(longue, 8, nombre); PRENDRE(sortie, 8, nombre);
  size_t parOption = nombre * options;
  PRENDRE(assietteJour, 8, parOption); PRENDRE(indemnite, 8, parOption); PRENDRE(indemniteJour, 8, parOption);
  PRENDRE(rente, 8, parOption); PRENDRE(renteJour, 8, parOption);
  PRENDRE(logarithme, 8, 4097); PRENDRE(fragilite, 8, 4096); PRENDRE(dureeCmo, 2, 6 * 4096);
  PRENDRE(dureeLongue, 2, 4096); PRENDRE(qDemi, 8, 3 * AGES * MOIS); PRENDRE(qPassage, 8, 3 * AGES * MOIS);
  PRENDRE(qRente, 8, AGES * MOIS); PRENDRE(parAn, 8, tirages * ANNEES); PRENDRE(plusHaut, 8, tirages);
  size_t largeur = lots * ANNEES * options * M;
  cellules = malloc(bloc * largeur * 8);
  for (int lettre; (lettre = getchar()) != EOF;) {
    double debut = maintenant();
    ea = 0x811c9dc5;
    eb = 0x1b873593;
    memset(compteurs, 0, sizeof compteurs);
    for (size_t de = 0; de < tirages; de += bloc) {
      size_t a = de + bloc < tirages ? de + bloc : tirages;
      memset(cellules, 0, (a - de) * largeur * 8);
      for (size_t t = de; t < a; t += COTE_A_COTE) tirer(t, t + COTE_A_COTE < a ? t + COTE_A_COTE : a, de, cellules);
      empreinte(cellules, (a - de) * largeur);
    }
    double ms = maintenant() - debut, e[2] = {ea, eb};
    if (lettre == 'r') rendre(e, 2);
    else rendre(&ms, 1);
  }
  return 0;
}
