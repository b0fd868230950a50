import { Bouton } from '#ui/bouton.tsx'
import { type EntreeDeMenu, Menu } from '#ui/cadre/menu.tsx'
import { ChampRecherche, Formulaire } from '#ui/formulaire.tsx'
import { Onglets } from '#ui/parties/onglets.tsx'
import { autresPagesDesDemandes, RUBRIQUE } from '../vues.tsx'
import { adresseDe, SANS_FILTRE } from './adresse.ts'
import { type Onglet, TRIS, type Tri, VUES } from './file.queries.ts'
import { FiltresEnPlace, PanneauDeFiltres } from './filtres.tsx'
import type { PropsPoste } from './poste.page.tsx'

/** Views that stay on the line; the others are in its menu, with those that were kept and the other pages. */
const EN_VUE: readonly Onglet[] = ['moi', 'libres', 'retard', 'avis', 'pole']

/** The views of the queue, on one line. A view of the menu comes onto the line while it is open. */
export function VuesDeLaFile({ filtres, bureau, acteur }: PropsPoste) {
  const vues = (Object.keys(VUES) as Onglet[]).map((vue) => ({
    vue,
    libelle: VUES[vue],
    href: adresseDe({ ...SANS_FILTRE, tri: filtres.tri }, { vue }),
    courant: filtres.vue === vue && !filtres.q,
    ...(vue !== 'closes' && { nombre: bureau.nombres[vue] }),
  }))
  const surLaLigne = ({ vue, courant }: (typeof vues)[number]) => EN_VUE.includes(vue) || courant
  const entrees: EntreeDeMenu[] = [
    ...vues.filter((vue) => !surLaLigne(vue)),
    ...bureau.vues.map(({ nom, requete }, n) => ({
      libelle: nom,
      href: `${RUBRIQUE}?${requete}`,
      icone: 'signet' as const,
      separee: n === 0,
    })),
    ...autresPagesDesDemandes(acteur).map((page, n) => ({ ...page, separee: n === 0 })),
  ]
  return (
    <Onglets libelle="Vues de la file" vues={vues.filter(surLaLigne)} plus={{ id: 'autres-vues', entrees }} />
  )
}

/** One line above the queue: search, filter, sort, note a request. */
export function Outils({ filtres, bureau, moyens: { gestionnaires } }: PropsPoste) {
  return (
    <>
      <div className="outils">
        <Formulaire
          action={RUBRIQUE}
          methode="get"
          enLigne
          saisies={{ ...filtres }}
          champs={{ vue: filtres.vue }}
        >
          <ChampRecherche
            nom="q"
            libelle="Chercher dans toutes les demandes"
            exemple="Toutes les demandes : mots, numéro"
          />
          <Bouton icone="recherche">
            <span className="vh">Chercher</span>
          </Bouton>
        </Formulaire>
        <PanneauDeFiltres filtres={filtres} bureau={bureau} gestionnaires={gestionnaires} />
        <Menu
          id="tris"
          libelle={`Tri : ${TRIS[filtres.tri].toLocaleLowerCase('fr')}`}
          entrees={(Object.keys(TRIS) as Tri[]).map((tri) => ({
            libelle: TRIS[tri],
            href: adresseDe(filtres, { tri }),
            courant: tri === filtres.tri,
          }))}
        />
        <Bouton href="/demandes/au-nom" icone="ajouter" variante="lien">
          Noter <span className="large">une demande</span>
        </Bouton>
      </div>
      <FiltresEnPlace filtres={filtres} bureau={bureau} gestionnaires={gestionnaires} />
    </>
  )
}
