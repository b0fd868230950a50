// What an organisation prints and adopts: the poster with its code, the model act, the notice to agents, the entry of the register and the skeleton of the AIPD.
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderSVG } from 'uqr'
import { type Bloc, type DocumentTexte, rendreDocx } from '../../src/platform/documents/docx.ts'
import { ouvrirPdf } from '../../src/platform/documents/pdf.ts'
import { ACCES, NOM_DU_ROLE, ROLES, VOLETS } from '../../src/signalement/domain/acces.ts'
import { type Code, REGLES } from '../../src/signalement/domain/echeances.ts'
import { lireDernier } from './ceremonie.ts'

type Annuaire = Readonly<{
  nom: string
  organisme: string
  telephone: string
  employeurs: readonly Readonly<{ id: string; nom: string; du: string; au: string | null }>[]
}>

const titre = (texte: string): Bloc => ({ genre: 'titre', texte })
const dit = (texte: string): Bloc => ({ genre: 'paragraphe', texte })
const point = (texte: string): Bloc => ({ genre: 'liste', texte })

/** Eight letters printed on the poster of one employer: a hint for sorting, sealed with the report; it tells nothing to who does not have the list. */
export const codeDAffiche = (organisme: string, employeur: string): string =>
  createHash('sha256').update(`affiche ${organisme} ${employeur}`).digest('hex').slice(0, 8).toUpperCase()

/** Writes in `sortie` a poster for each employer under convention, and the four documents. Returns the exit code. */
export async function ecrireDocuments(
  racine: string,
  dossier: string,
  adresse: string,
  sortie: string,
  jour: string,
): Promise<number> {
  const annuaire = (await lireDernier(dossier)) as unknown as Annuaire | null
  if (!annuaire) {
    console.error('Ce dossier n’a pas d’annuaire signé : faites d’abord la cérémonie. Rien n’a été écrit.')
    return 1
  }
  await mkdir(sortie, { recursive: true })
  const pdf = ouvrirPdf(racine)
  // The composer does not keep a process alive by itself: this command waits for it.
  const veille = setInterval(() => {}, 1000)
  const vivants = annuaire.employeurs.filter(({ au }) => au === null || au >= jour)
  try {
    for (const { id } of vivants)
      await writeFile(
        join(sortie, `affiche-${id}.pdf`),
        await pdf.rendre(
          'affiche-signalement',
          affiche(annuaire, adresse, id),
          new Date(`${jour}T00:00:00Z`),
        ),
      )
  } finally {
    clearInterval(veille)
    await pdf.fermer()
  }
  const matrice = await readFile(join(racine, 'SECURITY.md'), 'utf8')
  for (const [nom, blocs] of [
    ['acte-instituant', acte(annuaire)],
    ['notice-agents', notice(annuaire, adresse)],
    ['registre', registre(annuaire)],
    ['aipd', aipd(matrice)],
  ] as const) {
    const contenu: DocumentTexte = {
      titre: String((blocs[0] as { texte: string }).texte),
      pied: `${annuaire.nom}, modèle du ${jour.split('-').reverse().join('/')} : à relire et à adapter avant toute adoption.`,
      auteur: annuaire.nom,
      blocs,
    }
    await writeFile(join(sortie, `${nom}.docx`), await rendreDocx(contenu))
  }
  console.log(`${vivants.length} affiche(s) et 4 documents écrits dans ${sortie}.`)
  return 0
}

const affiche = ({ nom, organisme, telephone }: Annuaire, adresse: string, employeur: string) => ({
  titre: 'Violence, discrimination, harcèlement au travail : en parler, être protégé',
  organisme: nom,
  pourqui: 'Pour les agents, les stagiaires, les apprentis, les témoins et ceux qui les aident.',
  phrases: [
    'Votre récit est chiffré dans votre navigateur : ni votre employeur ni l’hébergeur ne peuvent le lire.',
    'Vous pouvez rester anonyme, et écarter une personne qui ne doit pas lire.',
    'Une réponse sous deux jours ouvrés, sept au plus ; un retour écrit sous trois mois.',
    'Aucune représaille n’est permise contre qui signale de bonne foi (CGFP, article L135-6 A).',
  ],
  qr: renderSVG(adresse),
  alternative: `Code à photographier, qui mène à ${adresse}`,
  adresse,
  telephone: `Téléphone : ${telephone}`,
  code: `Code de cette affiche : ${codeDAffiche(organisme, employeur)} (facultatif)`,
  conseil: 'Utilisez votre propre appareil et un réseau qui n’est pas celui de votre travail.',
  urgences:
    'Danger immédiat : 17, 112 ou SMS au 114. Violences faites aux femmes : 3919. Détresse : 3114. Défenseur des droits : 39 28.',
})

const acte = ({ nom, telephone }: Annuaire): Bloc[] => [
  titre('Modèle d’acte instituant le dispositif de signalement'),
  dit(
    'Vu le code général de la fonction publique, notamment ses articles L135-6, L452-43 et R135-1 à R135-10 ; vu l’information du comité social territorial en date du … ;',
  ),
  dit(
    `Article 1. La collectivité confie par convention au ${nom} le recueil des signalements, l’orientation vers les services de soutien et vers les autorités compétentes.`,
  ),
  dit(
    'Article 2. Le signalement se fait en ligne, avec ou sans JavaScript, par téléphone, par courrier ou en entretien. Son auteur peut rester anonyme et joindre des documents.',
  ),
  dit(
    'Article 3. Son auteur est informé sans délai de la réception, par écrit sous sept jours ouvrés au plus, et des suites sous trois mois.',
  ),
  dit(
    'Article 4. L’identité de l’auteur, des personnes visées et de tout tiers cité, et les faits, sont confidentiels. Rien n’est transmis à l’employeur sans l’accord de l’auteur, sauf danger grave constaté par écrit par deux personnes.',
  ),
  dit(
    'Article 5. L’autorité territoriale décide de la protection fonctionnelle, des mesures conservatoires et de l’enquête administrative ; elle rend compte des suites. Si elle est mise en cause, la transmission va à …',
  ),
  dit(
    'Article 6. Le traitement de données est décrit au registre et a fait l’objet d’une analyse d’impact. Durées : voir le registre.',
  ),
  dit(
    `Article 7. Le présent acte est porté à la connaissance des agents par tout moyen. Contact : ${telephone}.`,
  ),
]

const notice = ({ nom, telephone }: Annuaire, adresse: string): Bloc[] => [
  titre('Notice aux agents : signaler une violence, une discrimination ou un harcèlement'),
  dit(`Qui reçoit : ${nom}, ${telephone}, ${adresse}. Ce n’est pas votre employeur.`),
  titre('Ce qui se passe après'),
  point(
    'Une preuve de dépôt et douze mots, tout de suite. Les mots sont la seule façon de revenir : personne ne peut les redonner.',
  ),
  point('Un accusé de réception écrit sous deux jours ouvrés, sept au plus.'),
  point(
    'Un entretien si vous le voulez, une orientation vers un soutien, et avec votre accord une transmission à l’employeur.',
  ),
  point('Un retour écrit sous trois mois.'),
  titre('Où aller encore'),
  point(
    'Défenseur des droits (39 28), procureur de la République, médecin du travail, représentants du personnel.',
  ),
  titre('Comment vous êtes protégé'),
  point(
    'Aucune mesure de représailles n’est permise (CGFP, L135-6 A ; loi du 9 décembre 2016, article 10-1).',
  ),
  point('N’utilisez ni l’appareil ni le réseau de votre travail : il peut voir quels sites sont visités.'),
]

const registre = ({ nom }: Annuaire): Bloc[] => [
  titre('Registre des traitements : dispositif de signalement'),
  dit(
    `Responsable : à fixer par convention (l’employeur, le ${nom}, ou les deux ensemble). Base : obligation légale (CGFP, L135-6 ; loi du 9 décembre 2016, article 8).`,
  ),
  dit(
    'Personnes : auteurs, personnes visées, témoins, membres de la cellule. Données : faits, identité, santé si l’auteur l’écrit ; toutes scellées dans le navigateur.',
  ),
  {
    genre: 'tableau',
    entetes: ['Échéance', 'Source'],
    lignes: (Object.keys(REGLES) as Code[]).map((code) => [REGLES[code].nom, REGLES[code].source]),
  },
  dit(
    'Destinataires : la table ci-dessous est celle que le code applique (d : au dépôt ; c : avec l’accord de l’auteur ; m : donnée par un membre, motivée ; w : peut écrire).',
  ),
  {
    genre: 'tableau',
    entetes: ['Rôle', ...VOLETS],
    lignes: ROLES.map((role) => [NOM_DU_ROLE[role], ...VOLETS.map((volet) => ACCES[role][volet])]),
  },
]

/** The measures and the limits are those of SECURITY.md, word for word: one source. */
const aipd = (securite: string): Bloc[] => [
  titre('Analyse d’impact : canevas'),
  dit(
    'À compléter par le délégué à la protection des données : nécessité, proportionnalité, risques résiduels acceptés, avis. Les mesures techniques et leurs limites, en anglais, sont celles de la documentation du logiciel :',
  ),
  ...securite
    .split('\n')
    .filter((ligne) => ligne.trim() !== '' && !/^\|[- |]+\|$/.test(ligne))
    .map(
      (ligne): Bloc =>
        ligne.startsWith('#') ? titre(ligne.replace(/^#+ /, '')) : dit(ligne.replaceAll(/\*\*|`/g, '')),
    ),
]
