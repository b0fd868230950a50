import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { type GenreDeModele, MOTS_DU_MODELE } from '../domain/modele.ts'
import { LIBELLES } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'
import { type Resultat, texteDuLot } from './ecrire.ts'
import { aPrendre, empechement } from './possible.ts'

export const ECRIRE = '/demandes/lot/ecrire'

const MOTS: Readonly<
  Record<
    GenreDeModele,
    { readonly titre: string; readonly champ: string; readonly un: string; readonly des: string }
  >
> = {
  repondre: {
    titre: 'Répondre à plusieurs demandes',
    champ: 'Votre réponse',
    un: 'réponse',
    des: 'réponses',
  },
  demander: {
    titre: 'Poser une question à plusieurs collectivités',
    champ: 'La question, telle que chaque collectivité la lira',
    un: 'question',
    des: 'questions',
  },
  message: {
    titre: 'Écrire à plusieurs collectivités',
    champ: 'Votre message',
    un: 'message',
    des: 'messages',
  },
}
const envois = (genre: GenreDeModele, n: number) => compte(n, MOTS[genre].un, MOTS[genre].des)

type ModeleDuChoix = { readonly id: string; readonly titre: string }
type Props = Pick<RetourDeFormulaire, 'fautes' | 'saisies' | 'alerte' | 'statut'> & {
  readonly acteur: Acteur
  readonly genre: GenreDeModele
  readonly demandes: readonly DemandeLue[]
  /** With its variables, as it is shown in the field and in each preview. */
  readonly texte: string
  readonly avant: Jour
  readonly modele: string | null
  readonly modeles: readonly ModeleDuChoix[]
  /** Where to come back: the queue with its filters. */
  readonly retour: string
}

/** Address of this page about these requests. */
export const adresseEcrire = (ids: readonly string[], quoi: string, retour: string): string =>
  `${ECRIRE}?${new URLSearchParams([['quoi', quoi], ['retour', retour], ...ids.map((id) => ['demande', id])])}`

/** The same words for several requests: what they become for each is read before they leave, and what cannot leave says why. */
export function pageEcrire(props: Props): ContenuDePage {
  const { acteur, genre, demandes, texte, avant, modele, retour, fautes, saisies, alerte, statut } = props
  const lues = demandes.map((demande) => ({ demande, refus: empechement(acteur, demande, genre) }))
  const partent = lues.filter(({ refus }) => refus === null).map(({ demande }) => demande)
  const restent = lues.filter(({ refus }) => refus !== null)
  const [seule] = demandes.length === 1 ? partent : []
  return {
    titre: seule
      ? `${MOTS[genre].un[0]!.toLocaleUpperCase('fr')}${MOTS[genre].un.slice(1)}`
      : MOTS[genre].titre,
    surtitre: seule
      ? `${seule.employeur} · ${seule.numero}`
      : `${compte(demandes.length, 'demande choisie', 'demandes choisies')}`,
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Demandes', href: retour }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        {seule
          ? seule.objet
          : 'Un envoi par collectivité, dans le fil de sa demande. Relisez plus bas ce que chacune lira.'}
      </p>
    ),
    contenu: (
      <>
        <Restent restent={restent.map(({ demande, refus }) => ({ id: demande.id, demande, refus }))} />
        {partent.length === 0 ? (
          <Vide titre="Rien ne peut partir" action={<Bouton href={retour}>Revenir à la file</Bouton>}>
            Aucune des demandes choisies ne se prête à cet envoi.
          </Vide>
        ) : (
          <>
            <ChoixDuModele {...props} />
            <Formulaire
              action={ECRIRE}
              champs={{ genre, retour, relu: texte, ...(modele && { modele }) }}
              {...(fautes && { fautes })}
              {...(saisies && { saisies })}
              alerte={alerte}
            >
              {partent.map(({ id, version }) => (
                <input key={id} type="hidden" name="choix" value={`${id}.${version}.${nouvelId()}`} />
              ))}
              <ChampLong
                nom="texte"
                libelle={MOTS[genre].champ}
                valeur={seule ? texteDuLot(texte, seule) : texte}
                lignes={8}
                {...(!seule && {
                  aide: `Entre crochets, ce qui change d’une demande à l’autre : ${Object.keys(MOTS_DU_MODELE)
                    .map((mot) => `[${mot}]`)
                    .join(', ')}.`,
                })}
              />
              {genre === 'demander' && (
                <ChampDate
                  nom="avant"
                  libelle="Réponse attendue avant"
                  valeur={dateSaisie(avant)}
                  aide="Le temps court chez la collectivité dès l’envoi. Une relance part à cinq, puis à quinze jours ouvrés."
                />
              )}
              <Actions>
                <Bouton variante="primaire" icone="envoyer" nom="faire" valeur="envoyer">
                  Envoyer {seule ? '' : envois(genre, partent.length)}
                </Bouton>
                {!seule && (
                  <Bouton nom="faire" valeur="relire">
                    Relire après un changement
                  </Bouton>
                )}
                <Bouton variante="lien" href={retour}>
                  Revenir à la file
                </Bouton>
              </Actions>
            </Formulaire>
            {!seule && texte !== '' && <Apercus demandes={partent} texte={texte} genre={genre} />}
          </>
        )}
      </>
    ),
  }
}

const ChoixDuModele = ({ modeles, modele, demandes, retour }: Props) =>
  modeles.length === 0 ? null : (
    <Section titre="Partir d’un modèle" detail={<a href="/demandes/modeles">Modèles du centre</a>}>
      <ul className="modeles">
        {modeles.map(({ id, titre }) => (
          <li key={id}>
            <a
              href={adresseEcrire(
                demandes.map((demande) => demande.id),
                id,
                retour,
              )}
              aria-current={id === modele ? 'true' : undefined}
            >
              {titre}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )

const Apercus = ({
  demandes,
  texte,
  genre,
}: {
  readonly demandes: readonly DemandeLue[]
  readonly texte: string
  readonly genre: GenreDeModele
}) => (
  <Section titre="Ce que chacune lira" detail={envois(genre, demandes.length)} id="apercus" filet>
    <ol className="apercus">
      {demandes.map((demande) => (
        <li key={demande.id}>
          <p className="ligne-titre">
            {demande.employeur} · <a href={`/demandes/${demande.id}`}>{demande.objet}</a>
          </p>
          <p className="detail">
            {demande.numero}
            {genre !== 'message' && aPrendre(demande)
              ? ', pas encore prise : vous la prenez en charge à l’envoi'
              : demande.responsable && `, suivie par ${demande.responsable}`}
          </p>
          <TexteLibre texte={texteDuLot(texte, demande)} />
        </li>
      ))}
    </ol>
  </Section>
)

/** Requests left aside, each with the reason. */
export const Restent = ({ restent }: { readonly restent: readonly Resultat[] }) =>
  restent.length === 0 ? null : (
    <Alerte
      ton="attention"
      titre={
        restent.length === 1
          ? 'Une demande est laissée de côté'
          : `${restent.length} demandes sont laissées de côté`
      }
    >
      <ul>
        {restent.map(({ id, demande, refus }) => (
          <li key={id}>
            {demande ? (
              <>
                <a href={`/demandes/${id}`}>
                  {demande.numero}, {demande.objet}
                </a>{' '}
                ({LIBELLES[demande.etat].toLocaleLowerCase('fr')}) : {refus}
              </>
            ) : (
              `Une demande : ${refus}`
            )}
          </li>
        ))}
      </ul>
    </Alerte>
  )

/** What left and what did not, when something did not. */
export const pageResultat = (
  genre: GenreDeModele,
  resultats: readonly Resultat[],
  retour: string,
): ContenuDePage => {
  const restent = resultats.filter(({ refus }) => refus !== null)
  const parties = resultats.length - restent.length
  return {
    titre: parties === 0 ? 'Rien n’est parti' : `${envois(genre, parties)} sur ${resultats.length}`,
    surtitre: 'Envoi groupé',
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Demandes', href: retour }],
    statut: parties === 0 ? 409 : 200,
    contenu: (
      <>
        <Restent restent={restent} />
        {parties > 0 && (
          <Section titre="Parties" filet>
            <ul className="liste-simple">
              {resultats.map(
                ({ id, demande, refus }) =>
                  refus === null &&
                  demande && (
                    <li key={id}>
                      {demande.employeur} · <a href={`/demandes/${id}`}>{demande.objet}</a>
                    </li>
                  ),
              )}
            </ul>
          </Section>
        )}
        <p className="actions">
          <Bouton href={retour}>Revenir à la file</Bouton>
        </p>
      </>
    ),
  }
}
