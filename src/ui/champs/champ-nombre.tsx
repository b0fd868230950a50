import { Champ, type PropsChamp } from './champ.tsx'

type PropsCourt = PropsChamp & { readonly valeur?: string }

/** A number, typed as text: the arrows and the wheel of `type=number` change figures by accident. */
export const ChampNombre = ({
  unite,
  decimales,
  ...props
}: PropsCourt & { readonly unite?: string; readonly decimales?: boolean }) => (
  <Court {...props} unite={unite} modeSaisie={decimales ? 'decimal' : 'numeric'} nombre />
)

/** An amount in euros and cents, « 1 250,00 ». */
export const ChampMontant = (props: PropsCourt) => <Court {...props} unite="€" modeSaisie="decimal" nombre />

/** A day, typed jj/mm/aaaa: quicker and clearer than a calendar for a date one knows. */
export const ChampDate = ({ aide = 'Jour, mois, année. Exemple : 30/09/2026', ...props }: PropsCourt) => (
  <Court {...props} aide={aide} modeSaisie="numeric" />
)

/** An hour, « 14:30 » or « 14 h 30 ». */
export const ChampHeure = ({ aide = 'Exemple : 14 h 30', ...props }: PropsCourt) => (
  <Court {...props} aide={aide} />
)

/** Words to look for in a list. `exemple`: what may be typed, shown in the empty field when its label is not seen. */
export const ChampRecherche = ({ exemple, ...props }: PropsCourt & { readonly exemple?: string }) => (
  <Champ facultatif {...props}>
    {({ required: _, ...attributs }, saisie) => (
      <input
        {...attributs}
        className="saisie"
        type="search"
        defaultValue={saisie(props.valeur)}
        placeholder={exemple}
        autoComplete="off"
      />
    )}
  </Champ>
)

function Court({
  valeur,
  unite,
  modeSaisie,
  nombre,
  ...champ
}: PropsCourt & {
  readonly unite?: string
  readonly modeSaisie?: 'numeric' | 'decimal'
  readonly nombre?: boolean
}) {
  return (
    <Champ {...champ}>
      {(attributs, saisie) => {
        const decrit = [attributs['aria-describedby'], unite && `${attributs.id}-unite`]
        const champDeSaisie = (
          <input
            {...attributs}
            aria-describedby={decrit.filter(Boolean).join(' ') || undefined}
            className={nombre ? 'saisie saisie-court saisie-nombre' : 'saisie saisie-court'}
            type="text"
            inputMode={modeSaisie}
            defaultValue={saisie(valeur)}
            autoComplete="off"
          />
        )
        return unite ? (
          <span className="saisie-avec-unite">
            {champDeSaisie}
            <span className="unite" id={`${attributs.id}-unite`}>
              {unite}
            </span>
          </span>
        ) : (
          champDeSaisie
        )
      }}
    </Champ>
  )
}
