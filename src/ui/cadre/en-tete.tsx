import { Icone } from '../icone.tsx'
import { Marque } from './marque.tsx'
import { type EntreeDeMenu, Menu } from './menu.tsx'

export type Compte = {
  readonly nom: string
  readonly structure: string
  readonly initiales: string
  readonly plusieursStructures: boolean
}

export type PropsEnTete = {
  readonly compte: Compte
  readonly organisation: string
  /** Words being searched for. */
  readonly recherche?: string
  /** What can be searched for: « Collectivité, action, demande ». */
  readonly rechercheLibelle?: string
  /** false: whoever reads this page has nothing to search. */
  readonly chercher?: boolean
  readonly alertes?: { readonly href: string; readonly nombre: number }
}

/** The mark, the name, and on whose behalf. */
export const Identite = ({
  href,
  organisation,
}: {
  readonly href: string
  readonly organisation: string
}) => (
  <a className="identite" href={href}>
    <Marque />
    <span>
      <strong>Maillage</strong> <small>{organisation}</small>
    </span>
  </a>
)

/** The header of a signed-in person: mark, search, alerts, help, account. */
export function EnTete({
  compte,
  organisation,
  recherche,
  rechercheLibelle = 'Chercher',
  alertes,
  chercher = true,
}: PropsEnTete) {
  return (
    <header className="entete">
      <Identite href="/tableau-de-bord" organisation={organisation} />
      {chercher && (
        <search className="recherche">
          <form action="/recherche">
            <Icone nom="recherche" />
            <label htmlFor="recherche" className="vh">
              Chercher : {rechercheLibelle}
            </label>
            <input
              id="recherche"
              type="search"
              name="q"
              defaultValue={recherche}
              placeholder={rechercheLibelle}
              autoComplete="off"
            />
          </form>
        </search>
      )}
      <div className="compte">
        {alertes && (
          <a className="entete-lien" href={alertes.href}>
            <Icone nom="cloche" taille={20} />
            {alertes.nombre > 0 && <span className="pastille-alerte" />}
            <span className="vh">
              {alertes.nombre > 0 ? `Alertes : ${alertes.nombre} à lire` : 'Alertes : rien de nouveau'}
            </span>
          </a>
        )}
        <a className="entete-lien" href="/aide">
          <Icone nom="aide" taille={20} />
          <span className="vh">Aide</span>
        </a>
        <Menu
          id="menu-compte"
          classe="compte-bouton"
          entrees={entreesDuCompte(compte)}
          libelle={
            <>
              <span className="initiales" aria-hidden="true">
                {compte.initiales}
              </span>
              <span className="compte-nom">
                {compte.nom}
                <span className="vh">, </span>
                <small>{compte.structure}</small>
              </span>
            </>
          }
        />
      </div>
    </header>
  )
}

const entreesDuCompte = ({ plusieursStructures }: Compte): EntreeDeMenu[] => [
  ...(plusieursStructures
    ? [{ libelle: 'Changer de structure', href: '/structures', icone: 'changer' as const }]
    : []),
  { libelle: 'Mon compte', href: '/compte', icone: 'cle' },
  { libelle: 'Se déconnecter', action: '/deconnexion', icone: 'sortir', separee: true },
]
