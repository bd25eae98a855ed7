"""An Airflow DAG: the report every morning; the operator skips a day on which nothing has changed.

Copy it into the folder of DAGs.  ``TREATY_HOME`` in the environment of the workers says where the
project lies.
"""

from __future__ import annotations

import os

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

HOME = os.environ.get("TREATY_HOME", "/srv/treaty-coverage")
UNCHANGED = 99  # what BashOperator takes for "skipped"

with DAG(
    dag_id="treaty_report",
    schedule="15 5 * * *",
    start_date=pendulum.datetime(2025, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=pendulum.duration(minutes=45),
    tags=["report"],
) as dag:
    BashOperator(
        task_id="report",
        bash_command=".venv/bin/python -m helpers report",
        cwd=HOME,
        env={
            "HELPERS_CONFIG": "helpers/schedules/settings.toml",
            "HELPERS_UNCHANGED_EXIT": str(UNCHANGED),
        },
        append_env=True,
        skip_on_exit_code=UNCHANGED,
        retries=1,
        execution_timeout=pendulum.duration(minutes=30),
    )
