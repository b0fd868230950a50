import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { dateCourte, dateLongue } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { ChampListe, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { OUVERTES } from '../domain/etats.ts'
import { LIBELLES } from '../expliquer.ts'
import type { Semblable } from '../file/file.queries.ts'
import { jours } from '../temps.ts'
import { type Aide, doublonsDe, type Voisine } from './aide.queries.ts'

type Props = { readonly demande: DemandeLue; readonly aide: Aide; readonly semblables: readonly Semblable[] }

/** Another open request of the same employer, same kind, near dates: proposed, put together by a person. */
export function Doublons({ demande, aide }: Pick<Props, 'demande' | 'aide'>) {
  const [proche] = doublonsDe(demande, aide)
  if (!proche || !demande.deposeeLe) return null
  // The first one sent goes on: its number is the one the town hall knows.
  const [fermee, gardee] = proche.deposeeLe > demande.deposeeLe ? [proche, demande] : [demande, proche]
  return (
    <Alerte ton="attention" titre="Peut-être la même demande, envoyée deux fois">
      <p>
        <a href={`/demandes/${proche.id}`}>
          {proche.numero}, {proche.objet}
        </a>
        , envoyée {dateCourte(jourDe(proche.deposeeLe), '')} par la même collectivité.{' '}
        <a href={`/demandes/${fermee.id}/reunir?avec=${gardee.id}`}>Comparer, et réunir</a>
      </p>
    </Alerte>
  )
}

/** Beside a request, for whoever treats it: words ready, who carries it, what was answered before, what else this employer asked. */
export const AideAuTraitement = ({ demande, aide, semblables }: Props) => (
  <>
    <Mots demande={demande} aide={aide} />
    {OUVERTES.includes(demande.etat) && <Confier demande={demande} aide={aide} />}
    {semblables.length > 0 && (
      <Section titre="Déjà traité, semblable">
        <ul className="liste-simple">
          {semblables.map((s) => (
            <li key={s.id}>
              <a href={`/demandes/${s.id}`}>{s.objet}</a>
              <p className="detail">
                {s.type}, {dateCourte(jourDe(s.deposeeLe), '')} : répondu en {jours(s.cumulCdg)} jours ouvrés.
              </p>
            </li>
          ))}
        </ul>
      </Section>
    )}
    {aide.voisines.length > 0 && (
      <Section titre="De la même collectivité">
        <ul className="liste-simple">
          {aide.voisines.map((voisine) => (
            <Autre key={voisine.id} {...voisine} />
          ))}
        </ul>
      </Section>
    )}
  </>
)

const Autre = ({ id, objet, etat, deposeeLe }: Voisine) => (
  <li>
    <a href={`/demandes/${id}`}>{objet}</a>
    <p className="detail">
      {LIBELLES[etat]}, envoyée {dateCourte(jourDe(deposeeLe), '')}
    </p>
  </li>
)

const AU_PLUS = 3

function Mots({ demande, aide }: Pick<Props, 'demande' | 'aide'>) {
  if (demande.etat !== 'PRISE_EN_CHARGE') return null
  const de = (genre: 'repondre' | 'demander') =>
    aide.modeles.filter((m) => m.genre === genre).slice(0, AU_PLUS)
  const groupes = [
    { genre: 'repondre', titre: 'Répondre avec un modèle', modeles: de('repondre') },
    { genre: 'demander', titre: 'Demander une pièce', modeles: de('demander') },
  ] as const
  return groupes.map(
    ({ genre, titre, modeles }) =>
      modeles.length > 0 && (
        <Section key={genre} titre={titre}>
          <ul className="liste-simple">
            {modeles.map(({ id, titre: mot }) => (
              <li key={id}>
                <a href={`/demandes/${demande.id}/faire/${genre}?modele=${id}`}>{mot}</a>
              </li>
            ))}
          </ul>
        </Section>
      ),
  )
}

/** Somebody's work, but nobody's name yet: given by another centre, or put back. */
export const MeLaConfier = ({
  demande,
  acteur,
}: {
  readonly demande: DemandeLue
  readonly acteur: Acteur
}) =>
  demande.etat === 'PRISE_EN_CHARGE' &&
  !demande.responsableId &&
  demande.traitantId === acteur.organismeId ? (
    <BoutonPost
      action="/demandes/lot"
      champs={{
        demande: demande.id,
        geste: 'attribuer',
        a: acteur.personneId,
        retour: `/demandes/${demande.id}`,
      }}
      icone="personne_suivie"
    >
      Je la suis
    </BoutonPost>
  ) : null

/** With whom a request is shared, until when, and the end of it before its day. */
export const Partages = ({ aide: { partages } }: Pick<Props, 'aide'>) =>
  partages.length === 0 ? null : (
    <Section titre="Partagée">
      <ul className="liste-simple">
        {partages.map(({ id, avec, jusquau }) => (
          <li key={id}>
            Avec le {avec}
            {jusquau ? `, jusqu’au ${dateLongue(jusquau)}` : ', sans date de fin'}{' '}
            <BoutonPost action={`/demandes/partages/${id}/finir`} variante="lien" petit>
              Mettre fin <span className="vh">au partage avec le {avec}</span>
            </BoutonPost>
          </li>
        ))}
      </ul>
    </Section>
  )

const Confier = ({ demande, aide }: Pick<Props, 'demande' | 'aide'>) => (
  <Section titre="Confier cette demande">
    <Formulaire
      action="/demandes/lot"
      champs={{ demande: demande.id, geste: 'attribuer', retour: `/demandes/${demande.id}` }}
      id="confier"
      prefixe
    >
      <ChampListe
        nom="a"
        libelle="À qui"
        vide="Choisissez"
        options={aide.gestionnaires
          .filter(({ id }) => id !== demande.responsableId)
          .map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
      />
      <Bouton petit>Confier</Bouton>
    </Formulaire>
  </Section>
)
