import { compte, instant } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/formulaire.tsx'
import { Fiche, Section } from '#ui/textes.tsx'
import { CLES_CONSEILLEES, CLES_MIN } from '../../domain/plis.ts'
import { direEmpreinte } from '../mots.ts'
import type { PropsDepot } from '../plis.page.tsx'
import { SansScript } from '../sans-script.tsx'
import { empreinteDesCles } from './empreinte.ts'

/** The keys of the commission: who has one, how to make one's own, and the opening of the deposit. */
export function Cles({ operation, marche, depot, acteur, etat, mene, siege }: PropsDepot) {
  const racine = `/achats/${operation.id}/plis`
  const maCle = depot.cles.find(({ personneId }) => personneId === acteur.personneId)
  return (
    <>
      <Section titre="Clés de la commission" detail={compte(depot.cles.length, 'clé')}>
        {depot.cles.length === 0 ? (
          <p>Aucun membre n’a créé sa clé.</p>
        ) : (
          <ul>
            {depot.cles.map((cle) => (
              <li key={cle.id}>
                {cle.nom}, le {instant(cle.creeeLe)}
              </li>
            ))}
          </ul>
        )}
        <p className="detail">
          Deux clés, de deux membres différents, ouvrent les plis. {CLES_CONSEILLEES} clés au moins sont
          prudentes : si une phrase de passe est oubliée, deux autres suffisent.
        </p>
        {depot.ouvertLe && (
          <Fiche
            etroite
            lignes={[
              { nom: 'Dépôt ouvert le', valeur: instant(depot.ouvertLe) },
              {
                nom: 'Empreinte des clés',
                valeur: <code>{direEmpreinte(empreinteDesCles(depot.cles))}</code>,
              },
            ]}
          />
        )}
      </Section>
      {etat === 'cles' && siege && (
        <Section titre={maCle ? 'Refaire ma clé' : 'Créer ma clé'}>
          <SansScript>
            Votre clé se crée dans votre navigateur : votre phrase de passe ne doit pas en sortir. Autorisez
            JavaScript pour ce site, ou utilisez un autre poste.
          </SansScript>
          <form
            id="creer-cle"
            className="formulaire"
            method="dialog"
            noValidate
            data-action={`${racine}/cles`}
          >
            <ChampTexte
              nom="phrase"
              libelle="Phrase de passe"
              aide="Quatorze caractères au moins, cinq mots par exemple. Elle ne sort pas de ce navigateur : personne ne peut la retrouver."
              type="password"
              completion="new-password"
            />
            <ChampTexte
              nom="encore"
              libelle="La même, encore une fois"
              type="password"
              completion="new-password"
            />
            <div className="actions">
              <button type="submit" className="bouton bouton-primaire" disabled>
                <span>{maCle ? 'Refaire ma clé' : 'Créer ma clé'}</span>
              </button>
            </div>
          </form>
        </Section>
      )}
      {etat === 'cles' && mene && (
        <Section titre="Ouvrir le dépôt">
          {marche.publieLe && depot.cles.length >= CLES_MIN ? (
            <>
              <p>Les clés ne changeront plus ; vous pourrez envoyer leur lien aux candidats.</p>
              <BoutonPost action={`${racine}/ouvrir-depot`} variante="primaire">
                Ouvrir le dépôt
              </BoutonPost>
            </>
          ) : (
            <p>
              Il faut d’abord{' '}
              {[
                ...(marche.publieLe ? [] : ['publier le marché']),
                ...(depot.cles.length >= CLES_MIN
                  ? []
                  : ['les clés de deux membres différents de la commission']),
              ].join(' et ')}
              .
            </p>
          )}
        </Section>
      )}
    </>
  )
}
