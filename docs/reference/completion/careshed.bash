# bash completion for careshed; made from the option table by `careshed reference`.
_careshed() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local verb=${COMP_WORDS[1]} words="" values=""
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "rank simulate check synth doctor parameters rerun reference --help --version --json-usage" -- "$word")
        return
    fi
    case $verb:$before in
        rank:--format) values="table json csv jsonl" ;;
        rank:--structure) values="calibrated ecological" ;;
        rank:--decay) values="stated revealed" ;;
        rank:--inversion) values="insite new_york both" ;;
        rank:--fatality) values="profound canberra" ;;
        rank:--color) values="auto always never" ;;
        simulate:--structure) values="calibrated ecological" ;;
        simulate:--decay) values="stated revealed" ;;
        simulate:--inversion) values="insite new_york both" ;;
        simulate:--fatality) values="profound canberra" ;;
        simulate:--color) values="auto always never" ;;
        check:--format) values="table json" ;;
        check:--color) values="auto always never" ;;
        synth:--city) values="harbor harbor-twins harbor-flat" ;;
        synth:--color) values="auto always never" ;;
        doctor:--format) values="table json" ;;
        doctor:--color) values="auto always never" ;;
        parameters:--format) values="table json csv jsonl" ;;
        parameters:--color) values="auto always never" ;;
        rerun:--format) values="table json csv jsonl" ;;
        rerun:--color) values="auto always never" ;;
        reference:--color) values="auto always never" ;;
    esac
    if [[ -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
        return
    fi
    case $verb in
        rank) words="--help --data --output -o --overwrite --format --internal --dry-run --threads --seed --draws --structure --decay --inversion --fatality --quiet -q --verbose -v --progress --no-progress --color" ;;
        simulate) words="--help --data --output -o --overwrite --internal --threads --seed --draws --site --structure --decay --inversion --fatality --quiet -q --verbose -v --progress --no-progress --color" ;;
        check) words="--help --data --format --quiet -q --verbose -v --progress --no-progress --color" ;;
        synth) words="--help --output -o --overwrite --dry-run --seed --city --residents --quiet -q --verbose -v --progress --no-progress --color" ;;
        doctor) words="--help --format --quiet -q --verbose -v --progress --no-progress --color" ;;
        parameters) words="--help --data --format --quiet -q --verbose -v --progress --no-progress --color" ;;
        rerun) words="--help --output -o --overwrite --format --threads --quiet -q --verbose -v --progress --no-progress --color" ;;
        reference) words="--help --output -o --overwrite --quiet -q --verbose -v --progress --no-progress --color" ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _careshed careshed
