# bash completion for careshed; made from the option table by `careshed reference`.
_careshed() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local verb=${COMP_WORDS[1]} words="" values=""
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "rank simulate compare access explain check synth doctor parameters rerun reference --help --version --json-usage" -- "$word")
        return
    fi
    case $verb:$before in
        rank:--format) values="table json csv jsonl" ;;
        rank:--structure) values="calibrated mechanistic mechanistic_phi reach ecological" ;;
        rank:--decay) values="stated revealed" ;;
        rank:--inversion) values="insite new_york both" ;;
        rank:--fatality) values="profound canberra" ;;
        rank:--history) values="on off" ;;
        rank:--queue) values="simulated steady" ;;
        rank:--pace) values="usual impaired" ;;
        simulate:--structure) values="calibrated mechanistic mechanistic_phi reach ecological" ;;
        simulate:--decay) values="stated revealed" ;;
        simulate:--inversion) values="insite new_york both" ;;
        simulate:--fatality) values="profound canberra" ;;
        simulate:--history) values="on off" ;;
        simulate:--queue) values="simulated steady" ;;
        simulate:--pace) values="usual impaired" ;;
        compare:--decay) values="stated revealed" ;;
        compare:--inversion) values="insite new_york both" ;;
        compare:--fatality) values="profound canberra" ;;
        compare:--history) values="on off" ;;
        compare:--queue) values="simulated steady" ;;
        compare:--pace) values="usual impaired" ;;
        access:--pace) values="usual impaired" ;;
        explain:--format) values="table json csv jsonl" ;;
        explain:--decay) values="stated revealed" ;;
        explain:--inversion) values="insite new_york both" ;;
        explain:--fatality) values="profound canberra" ;;
        explain:--pace) values="usual impaired" ;;
        check:--format) values="table json" ;;
        synth:--city) values="harbor harbor-twins harbor-flat" ;;
        doctor:--format) values="table json" ;;
        doctor:--color) values="auto always never" ;;
        parameters:--format) values="table json csv jsonl" ;;
        rerun:--format) values="table json csv jsonl" ;;
    esac
    if [[ -n $values ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
        return
    fi
    case $verb in
        rank) words="--help --data --output -o --overwrite --format --internal --dry-run --threads --cache --no-cache --seed --draws --structure --decay --inversion --fatality --history --queue --pace --quiet -q --verbose -v --progress --no-progress" ;;
        simulate) words="--help --data --output -o --overwrite --internal --threads --cache --no-cache --seed --draws --site --structure --decay --inversion --fatality --history --queue --pace --quiet -q --verbose -v --progress --no-progress" ;;
        compare) words="--help --data --output -o --overwrite --internal --threads --cache --no-cache --seed --draws --arm --decay --inversion --fatality --history --queue --pace --quiet -q --verbose -v --progress --no-progress" ;;
        access) words="--help --data --output -o --overwrite --internal --threads --cache --no-cache --seed --site --pace --quiet -q --verbose -v --progress --no-progress" ;;
        explain) words="--help --data --format --internal --threads --cache --no-cache --seed --site --against --decay --inversion --fatality --pace --quiet -q --verbose -v --progress --no-progress" ;;
        check) words="--help --data --format --cache --no-cache --quiet -q" ;;
        synth) words="--help --output -o --overwrite --dry-run --seed --city --residents --quiet -q" ;;
        doctor) words="--help --format --quiet -q --color" ;;
        parameters) words="--help --data --format --quiet -q" ;;
        rerun) words="--help --data --output -o --overwrite --format --threads --cache --no-cache --quiet -q --verbose -v --progress --no-progress" ;;
        reference) words="--help --output -o --overwrite --quiet -q" ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _careshed careshed
