import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { date, instant } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Actions, ChampChoix, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { EVENEMENTS, type Evenement } from '../domain/abonnements.ts'
import type { Abonnement, EnvoiRecent } from './abonnements.repository.ts'

const PAGE = '/interconnexions'
export const ABONNEMENTS = `${PAGE}/abonnements`
const ARIANE = [{ libelle: 'Interconnexions', href: PAGE }]

const quand = (le: string | Date): string => instant(new Date(le))
const direType = (type: string): string =>
  type in EVENEMENTS ? EVENEMENTS[type as Evenement].libelle : 'Essai'

const direSort = ({ reponse, recuLe, prochainLe, essais }: EnvoiRecent): string => {
  if (recuLe) return `reçu le ${quand(recuLe)}`
  if (essais === 0) return prochainLe ? 'part dans la minute' : 'abandonné'
  return `${reponse || 'envoi en cours'} · ${prochainLe ? `nouvel essai le ${quand(prochainLe)}` : 'abandonné'}`
}

/** The addresses told, with what became of the last deliveries. */
export const SectionAbonnements = ({
  abonnements,
  qui,
}: {
  readonly abonnements: readonly Abonnement[]
  readonly qui: string
}) => (
  <Section titre="Adresses prévenues">
    <p>
      Plutôt que de relire sans cesse, un programme peut être prévenu, à son adresse sur Internet, quand
      quelque chose change. Il reçoit de quoi aller le lire avec son jeton, jamais le contenu.
    </p>
    {abonnements.length === 0 ? (
      <Vide>Aucun programme n’est prévenu pour {qui}.</Vide>
    ) : (
      <ul className="liste-lignes">
        {abonnements.map((abonnement) => (
          <li key={abonnement.id}>
            <UnAbonnement {...abonnement} />
          </li>
        ))}
      </ul>
    )}
    <p className="apres">
      <Bouton href={`${ABONNEMENTS}/nouveau`}>Prévenir une adresse</Bouton>
    </p>
  </Section>
)

const UnAbonnement = ({ id, adresse, evenements, etat, etatLe, par, creeLe, envois }: Abonnement) => (
  <>
    <div>
      <p>
        <strong className="adresse-longue">{adresse}</strong>
      </p>
      {etat === 'suspendu' && (
        <p>
          <strong>Envois suspendus le {quand(etatLe)}.</strong> L’adresse n’a pas répondu. Réparez-la, puis
          envoyez un essai : s’il est reçu, les envois reprennent.
        </p>
      )}
      <p className="detail">{evenements.map((e) => EVENEMENTS[e].libelle).join(' · ')}</p>
      <p className="detail">
        Créée par {par} le {date(jourDe(creeLe))}
      </p>
      {envois.length > 0 && (
        <ul className="detail puces" aria-label={`Derniers envois à ${adresse}`}>
          {envois.map((envoi) => (
            <li key={envoi.id}>
              {quand(envoi.survenuLe)} · {direType(envoi.type)} · {direSort(envoi)}
            </li>
          ))}
        </ul>
      )}
    </div>
    <div className="fin">
      <BoutonPost action={`${ABONNEMENTS}/${id}/essai`} petit>
        Envoyer un essai<span className="vh"> à {adresse}</span>
      </BoutonPost>
      <a href={`${ABONNEMENTS}/${id}/renouveler`}>
        Renouveler le secret<span className="vh"> de {adresse}</span>
      </a>
      <a href={`${ABONNEMENTS}/${id}/retirer`}>
        Retirer<span className="vh"> l’adresse {adresse}</span>
      </a>
    </div>
  </>
)

export const pageNouvelAbonnement = ({
  cle,
  fautes,
  saisies,
  alerte,
  statut,
}: { readonly cle: string } & RetourDeFormulaire): ContenuDePage => ({
  titre: 'Prévenir une adresse',
  rubrique: PAGE,
  ariane: ARIANE,
  ...(statut && { statut }),
  chapeau: (
    <p>
      Maillage appelle l’adresse de votre programme dans la minute, et recommence pendant un jour si elle ne
      répond pas. Un même message peut arriver deux fois, et l’ordre n’est pas promis.
    </p>
  ),
  contenu: (
    <Formulaire
      action={ABONNEMENTS}
      cle={cle}
      {...(fautes && { fautes })}
      {...(saisies && { saisies })}
      alerte={alerte}
    >
      <ChampTexte
        nom="adresse"
        libelle="Adresse du programme"
        type="url"
        aide="Donnée par votre éditeur ou par l’informatique. Elle commence par https:// et se joint depuis Internet."
      />
      <ChampChoix
        nom="evenements"
        libelle="Le prévenir quand"
        plusieurs
        options={Object.entries(EVENEMENTS).map(([valeur, { libelle }]) => ({ valeur, libelle }))}
      />
      <Actions>
        <Bouton variante="primaire">Prévenir cette adresse</Bouton>
        <a href={PAGE}>Revenir</a>
      </Actions>
    </Formulaire>
  ),
})

/** The secret, shown once. */
export const pageSecret = (adresse: string, clair: string): ContenuDePage => ({
  titre: 'Le secret qui signe les envois',
  rubrique: PAGE,
  chapeau: (
    <p>
      Copiez-le maintenant dans le programme de {adresse} : <strong>il ne sera plus montré.</strong> C’est par
      lui que le programme reconnaît ce qui vient d’ici : ne l’envoyez pas par courriel.
    </p>
  ),
  contenu: (
    <>
      <p className="valeur-a-copier">
        <code>{clair}</code>
      </p>
      <Bouton variante="primaire" href={PAGE}>
        Je l’ai copié, continuer
      </Bouton>
    </>
  ),
})

type Confirmee = Pick<Abonnement, 'id' | 'adresse'>

export const pageRenouveler = ({ id, adresse }: Confirmee): ContenuDePage => ({
  titre: 'Renouveler le secret ?',
  rubrique: PAGE,
  ariane: ARIANE,
  contenu: (
    <Confirmation
      action={`${ABONNEMENTS}/${id}/renouveler`}
      danger={false}
      consequences={[
        `Le secret actuel de ${adresse} ne signe plus rien, dès maintenant.`,
        'Ce que le programme refuse en attendant le nouveau lui est renvoyé pendant un jour.',
      ]}
      verbe="Renouveler le secret"
      retour={{ href: PAGE, libelle: 'Garder l’actuel' }}
    />
  ),
})

export const pageRetirerAbonnement = ({ id, adresse }: Confirmee): ContenuDePage => ({
  titre: 'Ne plus prévenir cette adresse ?',
  rubrique: PAGE,
  ariane: ARIANE,
  contenu: (
    <Confirmation
      action={`${ABONNEMENTS}/${id}/retirer`}
      consequences={[`${adresse} n’est plus prévenue de rien, pas même de ce qui attendait.`]}
      definitif="Une adresse retirée se remet avec un nouveau secret."
      verbe="Ne plus la prévenir"
      retour={{ href: PAGE, libelle: 'La garder' }}
    />
  ),
})
