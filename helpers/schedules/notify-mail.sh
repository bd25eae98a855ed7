#!/bin/sh
# Mails the brief on a new edition, and the status on a failure or a recovery.
#   notify = "helpers/schedules/notify-mail.sh"      and REPORT_MAIL_TO in the environment
# The event is the last argument, status.json stands on standard input; needs mail(1).
set -eu
event=$1
status=$(cat)
to=${REPORT_MAIL_TO:?REPORT_MAIL_TO is not set}
case $event in
  edition) mail -s "Treaty report: a new edition" "$to" < "$HELPERS_REPORTS/brief.txt" ;;
  *) printf '%s\n' "$status" | mail -s "Treaty report: $event" "$to" ;;
esac
