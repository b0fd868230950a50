import { compte, instant } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { CLES_MIN } from '../../domain/plis.ts'
import { direInstant } from '../mots.ts'
import type { PropsDepot } from '../plis.page.tsx'
import { SansScript } from '../sans-script.tsx'
import { plisFermes } from './ouvrir.ts'

/** How two members open, who did, and what stays closed. */
export function Ouverture(props: PropsDepot) {
  const { operation, depot, etat, acteur } = props
  if (etat === 'cles' || etat === 'ouvert') return null
  const fermes = plisFermes(depot).length
  const lienMarche = <a href={`/achats/${operation.id}/marche`}>la page du marché</a>
  return (
    <Section
      titre="Ouverture des plis"
      actions={
        etat === 'ouvertes' &&
        operation.decision.porte.includes(acteur.organismeId) && (
          <Bouton href={`/achats/${operation.id}/plis/proces-verbal`} icone="imprimer">
            Procès-verbal
          </Bouton>
        )
      }
    >
      {depot.ouvertures.length > 0 && (
        <ul>
          {depot.ouvertures.map(({ cleId, nom, donneeLe }) => (
            <li key={cleId}>
              {nom} a donné sa clé le {instant(donneeLe)}.
            </li>
          ))}
        </ul>
      )}
      <EnChemin {...props} />
      {etat === 'ouvertes' && (
        <p>
          Un pli ouvert ne se modifie pas : la base le refuse, et chaque empreinte est au journal. Les offres
          sont dans {lienMarche}.
        </p>
      )}
      {fermes === 0 && etat !== 'ouvertes' && depot.arrivees.length === 0 && (
        <p>Aucun pli n’a été déposé. L’ouverture se note sur {lienMarche}.</p>
      )}
      {fermes > 0 && etat === 'ouvertes' && (
        <p>
          {compte(fermes, 'pli reste fermé', 'plis restent fermés')} ; la liste dit pourquoi. Un membre qui
          n’a pas encore donné sa clé peut la donner : deux parts justes, de deux membres différents,
          suffisent à chaque pli.
        </p>
      )}
      {fermes > 0 && depot.ouvertures.length >= CLES_MIN && (
        <BoutonPost
          action={`/achats/${operation.id}/plis/ouvrir`}
          variante={etat === 'a-finir' ? 'primaire' : 'secondaire'}
        >
          {etat === 'a-finir' ? 'Terminer l’ouverture' : 'Essayer de nouveau'}
        </BoutonPost>
      )}
      {fermes > 0 && etat !== 'a-finir' && <DonnerMaCle {...props} />}
    </Section>
  )
}

/** Bids that came in time and are not there yet: the opening waits for those being written; those that a failure stopped are lost once a key is given. */
function EnChemin({ depot: { arrivees, ouvertures } }: PropsDepot) {
  const enCours = arrivees.filter((a) => a.enCours).length
  const perdus = arrivees.filter((a) => !a.enCours)
  if (arrivees.length === 0 || ouvertures.length > 0) return null
  return (
    <>
      {enCours > 0 && (
        <p>
          {compte(enCours, 'pli arrivé à l’heure finit', 'plis arrivés à l’heure finissent')} de s’enregistrer
          : rechargez la page dans une minute.
        </p>
      )}
      {perdus.length > 0 && (
        <Alerte
          ton="attention"
          titre={
            perdus.length === 1
              ? 'Un pli arrivé à l’heure n’est pas enregistré'
              : `${perdus.length} plis arrivés à l’heure ne sont pas enregistrés`
          }
        >
          <p>
            Une panne de notre côté l’a empêché. Attendez le {direInstant(perdus.at(-1)!.jusqua)} : jusque-là,
            son auteur peut le renvoyer. La première clé donnée l’écarte.
          </p>
        </Alerte>
      )}
    </>
  )
}

function DonnerMaCle({ operation, depot, acteur, etat }: PropsDepot) {
  const racine = `/achats/${operation.id}/plis`
  const maCle = depot.cles.find(({ personneId }) => personneId === acteur.personneId)
  if (!maCle)
    return etat === 'ouvertes' ? null : (
      <p>Vous n’avez pas de clé : deux membres différents qui en ont une ouvrent les plis.</p>
    )
  if (depot.ouvertures.some(({ cleId }) => cleId === maCle.id))
    return etat === 'ouvertes' ? null : (
      <p>Vous avez donné votre clé. Un autre membre de la commission doit donner la sienne.</p>
    )
  return (
    <>
      <SansScript>
        Votre clé s’ouvre dans votre navigateur : votre phrase de passe ne doit pas en sortir. Autorisez
        JavaScript pour ce site, ou utilisez un autre poste.
      </SansScript>
      <form
        id="ouvrir-plis"
        className="formulaire"
        method="dialog"
        noValidate
        data-parts={`${racine}/parts`}
        data-action={`${racine}/cle-donnee`}
      >
        {etat !== 'ouvertes' && (
          <p>
            {etat === 'une-cle'
              ? 'Votre clé est la seconde : elle ouvre tous les plis, et rien ne les referme.'
              : 'Votre clé seule n’ouvre rien ; celle d’un autre membre ouvrira tous les plis, et rien ne les refermera.'}
          </p>
        )}
        <ChampTexte
          nom="phrase"
          libelle="Votre phrase de passe"
          aide="Celle de votre clé pour ces plis. Elle ne sort pas de ce navigateur."
          type="password"
          completion="current-password"
        />
        <div className="actions">
          <button type="submit" className="bouton bouton-primaire" disabled>
            <span>Donner ma clé</span>
          </button>
        </div>
      </form>
    </>
  )
}
