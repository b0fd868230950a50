import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampTexte,
  CoteACote,
  type Faute,
  Formulaire,
  GroupeDeChamps,
  type Saisies,
} from '#ui/formulaire.tsx'
import { Vide } from '#ui/textes.tsx'
import { LIBELLES_FONCTION } from '../domain/mandats.ts'
import type { MandatEnListe, MandatPasse } from './personnes.queries.ts'

const ARIANE = [{ libelle: 'Annuaire', href: '/personnes' }]

/** One screen after an election: every mandate of the member, the new holder beside; what is left empty goes on. */
export function pageElection({
  mandats,
  acteur,
  fautes = [],
  saisies,
  alerte,
  statut,
}: {
  readonly mandats: readonly MandatEnListe[]
  readonly acteur: Acteur
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
}): ContenuDePage {
  return {
    titre: `Après une élection : ${acteur.libelle}`,
    rubrique: '/personnes',
    ariane: ARIANE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Indiquez les nouvelles personnes ; laissez vide ce qui ne change pas. Les anciens mandats finissent la
        veille et restent dans l’historique.
      </p>
    ),
    contenu: (
      <Formulaire action="/mandats/election" fautes={fautes} saisies={saisies} alerte={alerte}>
        <ChampDate nom="du" libelle="Date d’entrée en fonction" />
        <ChampTexte nom="acte" libelle="Acte de désignation" facultatif />
        {mandats.map(({ id, fonction, nom }) => (
          <GroupeDeChamps key={id} titre={`${LIBELLES_FONCTION[fonction]}, aujourd’hui ${nom}`}>
            <CoteACote>
              <ChampTexte nom={`nom-${id}`} libelle="Nouveau nom" facultatif />
              <ChampTexte nom={`courriel-${id}`} libelle="Adresse" facultatif type="email" />
            </CoteACote>
          </GroupeDeChamps>
        ))}
        <Actions>
          <Bouton variante="primaire">Enregistrer les nouveaux mandats</Bouton>
          <a href="/personnes">Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}

/** Mandates that are over: who held what, and when. */
export const pageHistorique = (mandats: readonly MandatPasse[], acteur: Acteur): ContenuDePage => ({
  titre: `Mandats passés ${deNom(acteur.libelle)}`,
  rubrique: '/personnes',
  ariane: ARIANE,
  contenu:
    mandats.length === 0 ? (
      <Vide>Aucun mandat n’a encore pris fin.</Vide>
    ) : (
      <ul className="liste-lignes">
        {mandats.map(({ id, fonction, nom, du, au, annuleLe }) => (
          <li key={id}>
            <div>
              <p>
                <strong>{LIBELLES_FONCTION[fonction]}</strong> : {nom}
              </p>
              <p className="detail">
                {annuleLe
                  ? `prévu à compter du ${date(du)}, annulé avant d’avoir pris effet`
                  : `du ${date(du)} au ${date(au!)}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    ),
})
