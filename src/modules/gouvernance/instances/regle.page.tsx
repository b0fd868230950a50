import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { choisies } from '#platform/http/formulaire.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { Regle } from '../domain/regle.ts'
import { ChampAccord, optionsDePrereglage } from './fiche-instance.page.tsx'
import { EXCEPTIONS } from './formulaire-regle.ts'
import { RegleEnMots } from './instance.page.tsx'
import { ARIANE_INSTANCES } from './instances.page.tsx'
import type { Instance } from './instances.repository.ts'

const options = (libelles: Readonly<Record<string, string>>) =>
  Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }))
const uneCase = (nom: string, libelle: string) => (
  <ChampChoix
    nom={nom}
    libelle={libelle}
    plusieurs
    facultatif
    options={[{ valeur: 'oui', libelle: 'Oui' }]}
  />
)
const BASES = options({
  membres: 'les voix de tous les membres',
  presents_representes: 'les voix présentes ou représentées',
  exprimes: 'les voix exprimées (sans les abstentions)',
})

const TYPES_D_EXCEPTION = options({
  orientation: 'Orientation (schéma)',
  cle: 'Clé de répartition',
  budget: 'Budget',
  convention: 'Convention',
  lancement_action: 'Lancement d’action',
  accord_de_principe: 'Accord de principe',
  avis: 'Avis',
  designation: 'Désignation',
  cloture: 'Clôture',
})
/** The exceptions that are filled, and one to fill. */
const visibles = (saisies: RetourDeFormulaire['saisies']): number =>
  EXCEPTIONS.findLastIndex((nom) => choisies(saisies, `${nom}Types`).length > 0) + 2

/** A rule, field by field, with what it does to the members of this instance. */
export function pageRegle({
  instance,
  apercu,
  acteur,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instance: Instance
  /** The rule whose effect is shown: the one typed when it makes sense, the present one otherwise. */
  readonly apercu: Regle | null
  readonly acteur: Acteur
}): ContenuDePage {
  return {
    titre: `Changer la règle : ${instance.nom}`,
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: [...ARIANE_INSTANCES, { libelle: instance.nom, href: `/instances/${instance.id}` }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        La nouvelle règle vaut pour les votes qui s’ouvriront. Les votes passés gardent la leur, et leur
        verdict ne change pas.
      </p>
    ),
    contenu: (
      <>
        <Section titre={apercu ? 'Effet de la règle saisie' : 'Règle actuelle'} id="effet">
          <RegleEnMots instance={apercu ? { ...instance, regle: apercu } : instance} />
        </Section>
        <Section titre="Partir d’une règle toute faite">
          <Formulaire action={`/instances/${instance.id}/regle`} methode="get" enLigne id="depart" prefixe>
            <ChampListe
              nom="prereglage"
              libelle="Règle"
              valeur={instance.prereglage}
              options={optionsDePrereglage}
            />
            <Actions>
              <Bouton>Remplir les champs</Bouton>
            </Actions>
          </Formulaire>
        </Section>
        <Section titre="La règle, champ par champ">
          <Formulaire
            action={`/instances/${instance.id}/regle`}
            fautes={fautes}
            saisies={saisies}
            alerte={alerte}
            version={instance.version}
            champs={{ prereglage: String(saisies?.['prereglage'] ?? instance.prereglage) }}
          >
            <ChampListe
              nom="mode"
              libelle="Comment décide-t-on ?"
              options={options({
                consensus: 'On cherche l’accord, on vote à défaut',
                consentement: 'La proposition passe si personne ne s’y oppose',
                vote: 'On vote',
              })}
            />
            <GroupeDeChamps titre="Majorité">
              <ChampListe nom="base" libelle="Elle se compte sur" options={BASES} />
              <ChampTexte
                nom="seuil"
                libelle="Part exigée"
                aide="En fraction : 1/2, 2/3, 3/4, 1/1."
                taille="court"
              />
              {uneCase('strict', 'Faut-il plus que cette part ?')}
              <ChampListe
                nom="partage"
                libelle="À égalité des voix, la proposition est"
                options={options({
                  rejet: 'rejetée',
                  renvoi: 'renvoyée à une prochaine séance',
                  voix_preponderante: 'départagée par la présidence',
                })}
              />
              <ChampListe
                nom="interets"
                libelle="Pour une action à quelques-uns, votent"
                options={options({ participants: 'ceux qui y participent', tous: 'tous les membres' })}
              />
            </GroupeDeChamps>
            <GroupeDeChamps titre="Quorum">
              <ChampTexte
                nom="quorum"
                libelle="Part exigée"
                aide="En fraction. 0/1 : aucune."
                taille="court"
              />
              {uneCase('surVoix', 'Se compte-t-il en voix plutôt qu’en membres ?')}
              {uneCase('pouvoirsComptent', 'Les pouvoirs comptent-ils ?')}
              <CoteACote>
                <ChampNombre nom="secondeDelai" libelle="Seconde convocation" unite="jours" facultatif />
                {uneCase('secondeSansQuorum', 'Vaut-elle sans quorum ?')}
              </CoteACote>
            </GroupeDeChamps>
            <GroupeDeChamps titre="Pouvoirs et secret">
              <ChampNombre nom="pouvoirsMax" libelle="Pouvoirs qu’un membre peut recevoir" />
              <ChampListe
                nom="secret"
                libelle="Vote secret"
                options={options({ jamais: 'jamais', sur_demande: 'si on le demande', toujours: 'toujours' })}
              />
            </GroupeDeChamps>
            {EXCEPTIONS.slice(0, visibles(saisies)).map((nom, i) => (
              <GroupeDeChamps key={nom} titre={i === 0 ? 'Exception' : `Exception ${i + 1}`}>
                <ChampChoix
                  nom={`${nom}Types`}
                  libelle="Décisions qui demandent une autre majorité"
                  plusieurs
                  facultatif
                  options={TYPES_D_EXCEPTION}
                />
                <ChampListe nom={`${nom}Base`} libelle="Leur majorité se compte sur" options={BASES} />
                <ChampTexte nom={`${nom}Seuil`} libelle="Leur part exigée" taille="court" facultatif />
                {uneCase(`${nom}Strict`, 'Faut-il plus que cette part, pour elles ?')}
              </GroupeDeChamps>
            ))}
            <ChampAccord />
            <Actions>
              <Bouton nom="geste" valeur="enregistrer" variante="primaire">
                Adopter cette règle
              </Bouton>
              <Bouton nom="geste" valeur="apercu">
                Voir son effet
              </Bouton>
              <a href={`/instances/${instance.id}`}>Revenir</a>
            </Actions>
          </Formulaire>
        </Section>
      </>
    ),
  }
}
