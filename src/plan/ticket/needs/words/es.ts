// How training and consulting are asked for in Spanish.
import { either, type NeedWords, upTo } from './need-words.ts'

const TEAM =
  '(?:(?:nuestr[oa]s?|mis?|el|la|los|las|una?|todo|\\d+) ){0,3}(?:equipos?|empleados?|personal|desarrolladores?|administradores?|usuarios|empresa|compañeros|colegas|estudiantes|ingenieros|plantilla|departamento|alumnos|clientes)'
const COURSE =
  '(?:formaci(?:ón|on)|capacitaci(?:ón|on|ones)|cursos?|talleres|taller|seminarios?|webinars?|entrenamiento (?:para|de|a) (?:el |los |nuestro |nuestros |mi |un )?(?:equipo|personal|empleados|desarrolladores|administradores|usuarios)|formador(?:es|a)?|capacitador(?:es|a)?|instructor(?:es|a)?|clases particulares)'
const CONSULTING =
  '(?:consultor(?:ía|ia|ías|ias)|consultor(?:es|a)?|asesor(?:ía|ia|ías|ias)|asesoramiento (?:profesional|técnico|de pago|pagado|especializado)|asesores?|freelancers?|servicios? profesional(?:es)?|desarrollo (?:a medida|personalizado|de pago)|auditor(?:ía|ia) de)'
/** Who does so has the course already. */
const DOING =
  'crear|importar|exportar|borrar|editar|añadir|eliminar|publicar|mostrar|abrir|vender|ayuda|error'

const ASKS = `${either(
  '(?:ofrec(?:en|es|éis)|imparten?|impartís|organiz(?:an|áis|as)|dan|dais|tienen|tenéis|tienes|hacen|hacéis|brindan?|venden|proporcionan?|hay|existe[n]?|realizan?)',
  `(?:(?:queremos|quiero|queríamos|quisiera|quisiéramos|nos gustaría|me gustaría|necesitamos|necesito|buscamos|busco|estamos buscando|estoy buscando|nos interesa|me interesa|interesados? en|interesa|deseamos|pensamos|podrían?|pueden|podéis|podemos)(?: (?!(?:${DOING})(?!\\p{L}))[^\\s,;:]+){0,2}(?: contratar| reservar| solicitar| recibir| tomar| organizar| pedir| comprar| saber si (?:ofrecen|imparten|hay|tienen))?)`,
  '(?:precio|coste|costo|presupuesto|tarifas?|cotización|solicitud) (?:de|para|del)|cuánto cuesta',
)}`

export const ES: NeedWords = {
  training: [
    `${ASKS} ${upTo(5, DOING)}${COURSE}`,
    `(?:formación|capacitación|curso|taller|entrenamiento)(?:es|s)? (?:[^\\s,;:]+ ){0,3}para ${TEAM}`,
    `(?:capacitar|formar|entrenar) a ${TEAM}`,
  ],
  doubtfulTraining: [
    `${ASKS} ${upTo(4)}(?:entrenamientos?|training)(?= ?(?:$|[?.!,;:)])| (?:para|sobre|en|presencial|online)(?= ))`,
  ],
  consulting: [
    `${ASKS} ${upTo(5)}${CONSULTING}`,
    `(?:contratar|contrataros|contratarles|pagar) ${upTo(3)}(?:consultor\\p{L}*|desarrollador\\p{L}*|freelance\\p{L}*|expert\\p{L}+|asesor\\p{L}*|mantenedor\\p{L}*)`,
    '(?:consultoría|asesoría|desarrollo|auditoría|migración) (?:[^\\s,;:]+ ){0,2}(?:de pago|pagad[oa]|remunerad[oa]|facturad[oa])',
    '(?:su|vuestra|tu|cuál es (?:su|tu|vuestra)) (?:tarifa|precio) (?:por hora|por día|diaria|horaria)',
  ],
  not: [
    '(?:no|sin|ningun[oa]?|tampoco) (?:[^\\s,;:]+ ){0,3}(?:formación|capacitación|cursos?|taller(?:es)?|consultoría|asesoría|entrenamiento)',
    '(?:después de|durante|tras|en|seguí|hice|del|desde) (?:el|la|un|una|este|esta|mi|su|nuestro)? ?(?:último |última )?(?:formación|capacitación|curso|taller|seminario)(?= (?:de ayer|que|donde|nos|me|se|vimos|del?)|[,.])',
    'cursos? (?:en|de) (?:la|el|los) (?:base|tabla|página|lista|plataforma|app|aplicación|sistema)|asesoría para (?:instalar|configurar|resolver|usar)|en curso|curso (?:actual|escolar|id)|información|(?:módulo|página|tabla|plugin|campo|botón|sección|vista) (?:de |del )(?:los )?(?:cursos?|formación|capacitación|consultoría)',
  ],
  names: {
    training: ['formaci[óo]n|capacitaci[óo]n|cursos?|taller(?:es)?|entrenamiento'],
    consulting: ['consultor[íi]a|asesor[íi]a|asesoramiento|servicios profesionales|desarrollo a medida'],
    support: [
      '(?:soporte|ayuda|asistencia)(?: técnic[oa])?|preguntas?|errores|error|bugs?|instalación|dudas?',
    ],
  },
  fields: [
    '(?:tipo|clase|categoría|naturaleza) (?:de |del |de la |de su )(?:la )?(?:solicitud|ayuda|necesidad|soporte|consulta|petición|asistencia|servicio)',
    '¿?qué (?:tipo de )?(?:ayuda|soporte|asistencia|necesita)\\b.*',
    'necesidad',
  ],
}
