import { BoutonPost } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { instant } from '../marche/communs.tsx'
import type { PropsDepot } from './plis.page.tsx'
import { SansScript } from './sans-script.tsx'

/** How two members open, and who did. */
export function Ouverture({ operation, depot, acteur, etat }: PropsDepot) {
  if (etat === 'cles' || etat === 'ouvert') return null
  const racine = `/achats/${operation.id}/plis`
  const maCle = depot.cles.find(({ personneId }) => personneId === acteur.personneId)
  const donnee = maCle && depot.ouvertures.some(({ cleId }) => cleId === maCle.id)
  const courants = depot.plis.some(({ remplaceLe }) => !remplaceLe)
  return (
    <Section titre="Ouverture des plis">
      {depot.ouvertures.length > 0 && (
        <ul>
          {depot.ouvertures.map(({ cleId, nom, donneeLe }) => (
            <li key={cleId}>
              {nom} a donné sa clé le {instant(donneeLe)}.
            </li>
          ))}
        </ul>
      )}
      {etat === 'ouvertes' ? (
        <p>
          Un pli ouvert ne se modifie pas : la base le refuse, et chaque empreinte est au journal. Les offres
          sont dans <a href={`/achats/${operation.id}/marche`}>la page du marché</a>.
        </p>
      ) : etat === 'a-finir' ? (
        <BoutonPost action={`${racine}/ouvrir`} variante="primaire">
          Terminer l’ouverture
        </BoutonPost>
      ) : !courants ? (
        <p>
          Aucun pli n’a été déposé. L’ouverture se note sur{' '}
          <a href={`/achats/${operation.id}/marche`}>la page du marché</a>.
        </p>
      ) : !maCle ? (
        <p>Vous n’avez pas de clé : deux membres qui en ont une ouvrent les plis.</p>
      ) : donnee ? (
        <p>Vous avez donné votre clé. Un autre membre de la commission doit donner la sienne.</p>
      ) : (
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
      )}
    </Section>
  )
}
