import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampListe, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import { RUBRIQUE } from '../vues.tsx'

type Props = RetourDeFormulaire & {
  readonly demande: DemandeLue
  readonly cle: string
}

type Centre = { readonly id: string; readonly libelle: string }

/** Asks another centre: for an opinion (it reads, it answers, the clock runs on) or to treat the file (the guichet stays). */
export function pageVersUnCentre({
  demande,
  quoi,
  centres,
  cle,
  chefDeFileId,
  avant,
  ...retour
}: Props & {
  readonly quoi: 'avis' | 'partager'
  readonly centres: readonly Centre[]
  readonly chefDeFileId: string | null
  readonly avant: string
}): ContenuDePage {
  const { fautes, saisies, alerte, statut } = retour
  const avis = quoi === 'avis'
  const verbe = avis ? 'Demander l’avis' : 'Partager la demande'
  return {
    titre: avis ? 'Demander un avis à un autre centre' : 'Partager avec un autre centre',
    surtitre: `${demande.employeur} · ${demande.numero}`,
    chapeau: (
      <p>
        {avis
          ? 'Le centre sollicité lit la demande et répond avant la date dite ; un mois après, il ne la lit plus. Le compteur ne s’arrête pas : c’est le temps des centres.'
          : 'L’autre centre lit la demande, et la traite si vous le dites. Le guichet de la mairie reste son propre centre. L’acte est tracé, la mairie le lit.'}
      </p>
    ),
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Demandes', href: RUBRIQUE },
      { libelle: demande.numero ?? '', href: `/demandes/${demande.id}` },
    ],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={`/demandes/${demande.id}/${quoi}`}
        version={demande.version}
        cle={cle}
        {...(fautes && { fautes })}
        {...(saisies && { saisies })}
        alerte={alerte}
      >
        <ChampListe
          nom="centre"
          libelle="À quel centre"
          vide="Choisissez"
          valeur={chefDeFileId ?? undefined}
          options={centres.map(({ id, libelle }) => ({
            valeur: id,
            libelle: id === chefDeFileId ? `${libelle}, chef de file de ce thème` : libelle,
          }))}
        />
        <ChampLong nom="texte" libelle={avis ? 'Votre question' : 'Pourquoi'} />
        <ChampDate
          nom="avant"
          libelle={avis ? 'Avis attendu avant' : 'Jusqu’au'}
          valeur={dateSaisie(avant)}
          facultatif={!avis}
        />
        {!avis && (
          <ChampListe
            nom="role"
            libelle="Pour quoi faire"
            valeur="traiter"
            options={[
              { valeur: 'traiter', libelle: 'Traiter la demande à notre place' },
              { valeur: 'lire', libelle: 'La lire seulement' },
            ]}
          />
        )}
        {avis && (
          <p className="detail">
            L’avis d’un expert ou d’un partenaire hors de la coopération ?{' '}
            <a href={`/demandes/${demande.id}/avis-exterieur`}>Le demander par courriel</a>
          </p>
        )}
        <Actions>
          <Bouton variante="primaire">{verbe}</Bouton>
          <Bouton variante="lien" href={`/demandes/${demande.id}`}>
            Revenir à la demande
          </Bouton>
        </Actions>
      </Formulaire>
    ),
  }
}

/** Asks somebody outside the cooperation: it reads the question alone, answers by its link, and the clock runs on. */
export function pageAvisExterieur({
  demande,
  cle,
  avant,
  fautes,
  saisies,
  alerte,
  statut,
}: Props & { readonly avant: Jour }): ContenuDePage {
  return {
    titre: 'Demander un avis hors de la coopération',
    surtitre: `${demande.employeur} · ${demande.numero}`,
    chapeau: (
      <p>
        Un expert, un partenaire, un service de l’État. Il reçoit un lien et lit votre question, rien d’autre
        de la demande. Le compteur du CDG ne s’arrête pas.
      </p>
    ),
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Demandes', href: RUBRIQUE },
      { libelle: demande.numero ?? '', href: `/demandes/${demande.id}` },
    ],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={`/demandes/${demande.id}/avis-exterieur`}
        version={demande.version}
        cle={cle}
        {...(fautes && { fautes })}
        {...(saisies && { saisies })}
        alerte={alerte}
      >
        <ChampTexte nom="tiers" libelle="À qui" aide="L’organisme, pas une personne. La mairie lit ce nom." />
        <ChampTexte nom="courriel" libelle="Son adresse de courriel" />
        <ChampLong
          nom="texte"
          libelle="Votre question"
          aide="Elle se suffit à elle-même : il ne lit pas la demande. Ni nom d’agent, ni donnée de santé."
          lignes={8}
        />
        <ChampDate
          nom="avant"
          libelle="Avis attendu avant"
          valeur={dateSaisie(avant)}
          aide="Dans les six mois. Le lendemain de cette date, un rappel part une fois."
        />
        <Actions>
          <Bouton variante="primaire" icone="envoyer">
            Demander l’avis
          </Bouton>
          <Bouton variante="lien" href={`/demandes/${demande.id}`}>
            Revenir à la demande
          </Bouton>
        </Actions>
      </Formulaire>
    ),
  }
}
