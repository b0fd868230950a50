import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampFichier, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { CYCLE, type Geste } from '../domain/etats.ts'
import { LIBELLES } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'

type Props = RetourDeFormulaire & {
  readonly demande: DemandeLue
  readonly cle: string
}

/** Ready words for one deed: those chosen, and the others that may take their place. */
type Mots = {
  readonly choisi: { readonly id: string; readonly texte: string } | null
  readonly autres: readonly { readonly id: string; readonly titre: string }[]
}

const TEXTES: Readonly<Record<Geste, string>> = {
  deposer: '',
  prendre: '',
  reunir: '',
  cloturer: '',
  repondre: 'Votre réponse',
  demander: 'La question, telle que la collectivité la lira',
  completer: 'Votre réponse',
  reprendre: 'Comment avez-vous eu l’information ?',
  attendre_tiers: 'Ce que vous lui demandez',
  recevoir_tiers: 'Sa réponse',
  rouvrir: 'Ce qui manque dans la réponse',
  classer: 'Pourquoi, et ce que la collectivité peut encore faire',
  reorienter: 'Pourquoi, et comment la collectivité continue',
  annuler: 'Pourquoi (la mairie et le centre le lisent)',
}

/** One deed, on a page of its own: what it asks for, and nothing else. */
export function pageGeste({
  demande,
  geste,
  cle,
  mots,
  avant,
  ...retour
}: Props & {
  readonly geste: Geste
  readonly mots?: Mots
  /** A date proposed for the answer that is waited for. */
  readonly avant?: Jour
}): ContenuDePage {
  const { de, gardes, libelle } = CYCLE[geste]
  const possible = de.includes(demande.etat)
  const { fautes, saisies, alerte, statut } = retour
  return {
    titre: libelle,
    surtitre: `${demande.employeur} · ${demande.numero ?? 'brouillon'}`,
    chapeau: <p>{demande.objet}</p>,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Demandes', href: RUBRIQUE },
      { libelle: demande.numero ?? 'Brouillon', href: `/demandes/${demande.id}` },
    ],
    ...(statut && { statut }),
    contenu: possible ? (
      <>
        {mots && mots.autres.length > 0 && (
          <Modeles adresse={`/demandes/${demande.id}/faire/${geste}`} {...mots} />
        )}
        <Formulaire
          action={`/demandes/${demande.id}/faire/${geste}`}
          fichiers
          version={demande.version}
          {...(mots?.choisi && { champs: { modele: mots.choisi.id } })}
          cle={cle}
          {...(fautes && { fautes })}
          {...(saisies && { saisies })}
          alerte={alerte}
        >
          {gardes.includes('tiers') && (
            <ChampTexte
              nom="tiers"
              libelle={geste === 'reorienter' ? 'Qui prend la suite' : 'Qui vous attendez'}
              aide="L’organisme, pas une personne."
            />
          )}
          {geste === 'attendre_tiers' && (
            <ChampTexte
              nom="courriel"
              libelle="Son adresse de courriel"
              aide="Il reçoit un lien pour répondre, sans compte. Laissez vide pour l’appeler."
              facultatif
            />
          )}
          {TEXTES[geste] && (
            <ChampLong nom="texte" libelle={TEXTES[geste]} valeur={mots?.choisi?.texte} lignes={8} />
          )}
          {gardes.includes('question') && (
            <ChampDate
              nom="avant"
              libelle="Réponse attendue avant"
              valeur={avant && dateSaisie(avant)}
              aide="Une attente a toujours une date. Une relance part à cinq, puis à quinze jours ouvrés."
            />
          )}
          {['repondre', 'demander', 'recevoir_tiers'].includes(geste) && (
            <ChampFichier
              nom="fichiers"
              libelle="Pièces"
              aide="PDF, image ou document, 10 Mo chacun."
              facultatif
              plusieurs
            />
          )}
          <Actions>
            <Bouton variante="primaire" icone="envoyer">
              {libelle}
            </Bouton>
            <Bouton variante="lien" href={`/demandes/${demande.id}`}>
              Revenir à la demande
            </Bouton>
          </Actions>
        </Formulaire>
      </>
    ) : (
      <Alerte ton="attention">
        <p>
          Ce geste n’est pas possible : la demande est « {LIBELLES[demande.etat]} ».{' '}
          <a href={`/demandes/${demande.id}`}>Revenir à la demande</a>
        </p>
      </Alerte>
    ),
  }
}

const Modeles = ({ adresse, choisi, autres }: Mots & { readonly adresse: string }) => (
  <Section titre="Partir d’un modèle" detail={<a href="/demandes/modeles">Modèles du centre</a>}>
    <ul className="modeles">
      {autres.map(({ id, titre }) => (
        <li key={id}>
          <a href={`${adresse}?modele=${id}`} aria-current={id === choisi?.id ? 'true' : undefined}>
            {titre}
          </a>
        </li>
      ))}
    </ul>
  </Section>
)
