import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampListe,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
  valeurDe,
} from '#ui/formulaire.tsx'
import { prereglages } from '../domain/regle.ts'
import { LIBELLES_INSTANCE } from './formulaire-instance.ts'
import { ARIANE_INSTANCES } from './instances.page.tsx'
import type { Instance, MembreQuiPeutSieger } from './instances.repository.ts'

export const ChampAccord = ({ facultatif }: { readonly facultatif?: boolean }) => (
  <ChampTexte
    nom="accord"
    libelle="Accord des membres"
    aide="La séance ou l’article du règlement qui le décide ; il reste écrit au journal."
    facultatif={facultatif ?? false}
  />
)

const options = (libelles: Readonly<Record<string, string>>) =>
  Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }))

export const optionsDePrereglage = Object.entries(prereglages).map(([valeur, { libelle }]) => ({
  valeur,
  libelle,
}))

/** Creates an instance, or edits one: what it is, and who sits with how many voices. */
export function pageFormulaireInstance({
  instance,
  membres,
  acteur,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instance: Instance | null
  readonly membres: readonly MembreQuiPeutSieger[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const siegeDe = (id: string) => instance?.sieges.find(({ organismeId }) => organismeId === id)
  return {
    titre: instance ? `Modifier : ${instance.nom}` : 'Créer une instance',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: instance
      ? [...ARIANE_INSTANCES, { libelle: instance.nom, href: `/instances/${instance.id}` }]
      : ARIANE_INSTANCES,
    ...(statut && { statut }),
    ...(instance && {
      chapeau: <p>Les séances déjà tenues gardent les sièges et les voix qu’elles avaient.</p>,
    }),
    contenu: (
      <Formulaire
        action={instance ? `/instances/${instance.id}` : '/instances'}
        fautes={fautes}
        saisies={saisies}
        alerte={alerte}
        version={instance?.version}
        cle={instance ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      >
        <ChampTexte nom="nom" libelle="Nom" valeur={instance?.nom} />
        <ChampListe nom="type" libelle="Type" valeur={instance?.type} options={options(LIBELLES_INSTANCE)} />
        {!instance && (
          <ChampListe
            nom="prereglage"
            libelle="Règle de départ"
            aide="Chaque champ se modifie ensuite."
            options={optionsDePrereglage}
          />
        )}
        <ChampListe
          nom="fonctionVotante"
          libelle="Le siège de chaque membre est tenu par"
          valeur={instance?.fonctionVotante}
          options={options({ presidence: 'sa présidence', direction: 'sa direction' })}
        />
        <CoteACote>
          <ChampNombre
            nom="delaiJours"
            libelle="Délai de convocation"
            unite="jours"
            valeur={String(instance?.delaiJours ?? 15)}
          />
          <ChampNombre
            nom="frequence"
            libelle="Séances au moins"
            unite="par an"
            valeur={String(instance?.frequence ?? 1)}
          />
        </CoteACote>
        <GroupeDeChamps titre="Sièges">
          {membres.map(({ organismeId, libelle, territoire }) => {
            const siege = siegeDe(organismeId)
            return (
              <CoteACote key={organismeId}>
                <ChampListe
                  nom={`place-${organismeId}`}
                  libelle={territoire ? `${libelle}, ${territoire}` : libelle}
                  valeur={siege?.modalite ?? (instance ? 'absent' : 'deliberative')}
                  options={options({
                    deliberative: 'Vote',
                    consultative: 'Donne son avis sans voter',
                    absent: 'Ne siège pas',
                  })}
                />
                <ChampNombre
                  nom={`voix-${organismeId}`}
                  libelle={`Voix ${deNom(libelle)}`}
                  valeur={String(siege?.modalite === 'deliberative' ? siege.voix : 1)}
                />
              </CoteACote>
            )
          })}
        </GroupeDeChamps>
        <ChampAccord facultatif={!instance} />
        <Actions>
          <Bouton variante="primaire">{instance ? 'Enregistrer l’instance' : 'Créer l’instance'}</Bouton>
          <a href={instance ? `/instances/${instance.id}` : '/instances'}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
